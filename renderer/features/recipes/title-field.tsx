import { useState } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { isEntered } from '../../ui/is-entered.ts'
import type { RecipeActions } from './use-recipe-actions.ts'
import type { ListedRecipe } from './use-recipe-list.ts'

interface TitleProps {
  listed: ListedRecipe
  actions: Pick<RecipeActions, 'rename'>
  done: () => void
}

/** Another title for a recipe, typed where it stands: Enter or leaving the field keeps it, Esc does not. */
export function TitleField({ listed: { row, named }, actions, done }: TitleProps) {
  const { t } = useTexts()
  const [title, setTitle] = useState(named)
  const keep = () => {
    if (title.trim() !== '' && title.trim() !== named) actions.rename(row, title.trim())
    done()
  }
  return (
    <span className="field a-in">
      <input
        autoFocus
        aria-label={t('recipes.renameThis', { title: row.title })}
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={keep}
        onKeyDown={(event) => {
          if (isEntered(event)) keep()
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) done()
        }}
      />
    </span>
  )
}
