import { useMemo } from 'react'
import type { RecipeRow } from '../../../contract/recipe-commands.ts'
import { useFace } from '../../app/face.ts'
import { useReloadRecipes } from '../../app/recipes.tsx'
import { useRunDesk } from '../../app/run-desk.ts'
import { useToast } from '../../app/toasts.ts'
import { goTo } from '../../app/use-route.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { recipeTitle } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { saveText } from '../../ui/save-text.ts'

const answerMs = 15_000
export const recipeFileType = 'application/yaml;charset=utf-8'

export interface RecipeActions {
  /** Chooses the recipe and goes to where files are given to it. */
  run: (row: RecipeRow) => void
  edit: (row: RecipeRow) => void
  duplicate: (row: RecipeRow) => void
  rename: (row: RecipeRow, title: string) => void
  exportFile: (row: RecipeRow) => void
  /** At once; the toast has the way back. */
  remove: (row: RecipeRow) => void
}

/** What can be done with a recipe from outside of it. What goes wrong is said in a toast, and nothing has changed then. */
export function useRecipeActions(): RecipeActions {
  const { t } = useTexts()
  const { link } = useFace()
  const toast = useToast()
  const failed = useTellFault('recipe')
  const reload = useReloadRecipes()
  const { chooseRecipe } = useRunDesk()
  return useMemo(() => {
    const within = () => ({ signal: AbortSignal.timeout(answerMs) })
    const restore = async (removed: string) => {
      await link.ask('recipe.restore', { removed }, within())
      reload()
    }
    const duplicate = async ({ name }: RecipeRow) => {
      const { recipe } = await link.ask('recipe.duplicate', { recipe: name }, within())
      reload()
      toast({
        text: t('recipes.duplicated', { title: recipeTitle(recipe.title) }),
        action: open(t('recipes.open'), recipe.name),
      })
    }
    const rename = async ({ name }: RecipeRow, title: string) => {
      await link.ask('recipe.rename', { recipe: name, title }, within())
      reload()
    }
    const exportFile = async ({ name }: RecipeRow) => {
      const { fileName, text } = await link.ask('recipe.export', { recipe: name }, within())
      saveText(text, { fileName, type: recipeFileType })
    }
    const remove = async ({ name, title }: RecipeRow) => {
      const { removed } = await link.ask('recipe.remove', { recipe: name }, within())
      reload()
      toast({ text: t('recipes.removed', { title }), undo: () => void restore(removed).catch(failed) })
    }
    return {
      run: ({ name }) => {
        chooseRecipe(name)
        goTo({ screen: 'home' })
      },
      edit: ({ name }) => goTo({ screen: 'recipe', name }),
      duplicate: (row) => void duplicate(row).catch(failed),
      rename: (row, title) => void rename(row, title).catch(failed),
      exportFile: (row) => void exportFile(row).catch(failed),
      remove: (row) => void remove(row).catch(failed),
    }
  }, [t, link, toast, failed, reload, chooseRecipe])
}

function open(text: string, name: string) {
  return { text, run: () => goTo({ screen: 'recipe', name }) }
}
