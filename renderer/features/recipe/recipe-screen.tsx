import { useAnswer } from '../../app/use-answer.ts'
import { useRecipes } from '../../app/recipes.tsx'
import { faultText } from '../../texts/fault-words.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Empty } from '../../ui/empty.tsx'
import { Bar } from '../frame/bar.tsx'
import { RecipeEditor } from './recipe-editor.tsx'
import './recipe.css'

/** A recipe by its name, or a new one, in the editor. */
export function RecipeScreen({ name }: { name: string | null }) {
  return name === null ? <NewRecipe /> : <SavedRecipe name={name} />
}

function NewRecipe() {
  const { t } = useTexts()
  return <RecipeEditor name={null} saved={`millrace: 1\nname: ${t('recipe.newName')}\n`} row={undefined} />
}

function SavedRecipe({ name }: { name: string }) {
  const { t } = useTexts()
  const { value, fault } = useAnswer('recipe.get', { recipe: name })
  const row = useRecipes()?.find((known) => known.row.name === name)?.row
  // One that is open stays so when it cannot be asked for again.
  if (fault && !value)
    return (
      <>
        <Bar title={name} />
        <Empty icon="recipe" title={faultText(fault)}>
          <a className="btn" href="#/recipes">
            {t('recipe.all')}
          </a>
        </Empty>
      </>
    )
  if (!value) return <Bar title={row?.title ?? name} />
  return <RecipeEditor name={name} saved={value.text} row={row} />
}
