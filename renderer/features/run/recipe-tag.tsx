import { recipeTitle } from '../../texts/said.ts'
import { useRecipeIcon } from '../../app/recipes.tsx'
import { Icon } from '../../ui/icon.tsx'

/** Which recipe a batch runs. */
export function RecipeTag({ title }: { title: string }) {
  const icon = useRecipeIcon(title)
  return (
    <span className="tag">
      <Icon name={icon} size="s" />
      <span className="cut">{recipeTitle(title)}</span>
    </span>
  )
}
