import { desktop } from './zh/desktop.ts'
import { frame } from './zh/frame.ts'
import { history } from './zh/history.ts'
import { home } from './zh/home.ts'
import { inspector } from './zh/inspector.ts'
import { palette } from './zh/palette.ts'
import { places } from './zh/places.ts'
import { review } from './zh/review.ts'
import { run } from './zh/run.ts'
import { runs } from './zh/runs.ts'
import { settings } from './zh/settings.ts'
import { signIn } from './zh/sign-in.ts'
import { vault } from './zh/vault.ts'
import { verify } from './zh/verify.ts'
import { charts } from './zh/charts.ts'
import { recipes } from './zh/recipes.ts'
import { recipe } from './zh/recipe.ts'
import { recipeImport } from './zh/recipe-import.ts'
import { workings } from './zh/workings.ts'
import { watch } from './zh/watch.ts'
import { tray } from './zh/tray.ts'
import { welcome } from './zh/welcome.ts'
import { upload } from './zh/upload.ts'

/** Every text of the screens in simplified Chinese, with the keys of `en.ts`; Chinese has one plural form, `_other`. */
export const zh = {
  desktop,
  frame,
  history,
  home,
  inspector,
  palette,
  places,
  review,
  run,
  runs,
  settings,
  signIn,
  upload,
  welcome,
  tray,
  watch,
  workings,
  recipeImport,
  recipe,
  recipes,
  charts,
  verify,
  vault,
} as const
