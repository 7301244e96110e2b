import { desktop } from './en/desktop.ts'
import { frame } from './en/frame.ts'
import { history } from './en/history.ts'
import { home } from './en/home.ts'
import { inspector } from './en/inspector.ts'
import { palette } from './en/palette.ts'
import { places } from './en/places.ts'
import { recipe } from './en/recipe.ts'
import { recipeImport } from './en/recipe-import.ts'
import { recipes } from './en/recipes.ts'
import { review } from './en/review.ts'
import { run } from './en/run.ts'
import { runs } from './en/runs.ts'
import { settings } from './en/settings.ts'
import { signIn } from './en/sign-in.ts'
import { vault } from './en/vault.ts'
import { verify } from './en/verify.ts'
import { charts } from './en/charts.ts'
import { watch } from './en/watch.ts'
import { tray } from './en/tray.ts'
import { welcome } from './en/welcome.ts'
import { upload } from './en/upload.ts'
import { workings } from './en/workings.ts'

/** Every text of the screens in English, whole sentences each. The other catalogues have the same keys. */
export const en = {
  desktop,
  frame,
  history,
  home,
  inspector,
  palette,
  places,
  recipe,
  recipeImport,
  recipes,
  review,
  run,
  runs,
  settings,
  signIn,
  upload,
  welcome,
  tray,
  watch,
  charts,
  verify,
  vault,
  workings,
} as const
