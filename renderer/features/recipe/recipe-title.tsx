import { useEffect, useRef, useState } from 'react'
import type { RecipeRow } from '../../../contract/recipe-commands.ts'
import { useRecipes } from '../../app/recipes.tsx'
import { typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { isEntered } from '../../ui/is-entered.ts'
import { useEditing } from './editing.ts'
import { focusSteps } from './use-editor-keys.ts'

const missedId = 'recipe-name-missed'

interface TitleProps {
  row: RecipeRow | undefined
  /** How often it was to be saved without a name; each time it is asked for. */
  wanted: number
}

/** The recipe's name, edited where it stands; asked for there where it is missed. */
export function RecipeTitle({ row, wanted }: TitleProps) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const written = typedText(editor.draft?.fields['name'], '')
  // As long as nobody renamed it, one that came with Millrace is called what it is called everywhere else.
  const isAsItCame = useRecipes()?.some(({ named, row: { name } }) => name === row?.name && named === written)
  const title = row?.builtIn && isAsItCame ? row.title : written
  const [typed, setTyped] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (wanted > 0) field.current?.focus()
  }, [wanted])
  const isMissed = wanted > 0 && written === ''
  return (
    <div className="re-t">
      <h1>
        <input
          ref={field}
          aria-invalid={isMissed}
          aria-describedby={isMissed ? missedId : undefined}
          aria-label={t('recipe.title')}
          value={typed ?? title}
          placeholder={editor.name ?? t('recipe.newName')}
          disabled={editor.draft === null}
          onFocus={(event) => {
            setTyped(title)
            event.target.select()
          }}
          onBlur={() => setTyped(null)}
          onKeyDown={(event) => isEntered(event) && focusSteps()}
          onChange={(event) => {
            setTyped(event.target.value)
            editor.edit([{ kind: 'set', path: ['name'], value: event.target.value.trim() || undefined }], 'name')
          }}
        />
      </h1>
      {isMissed ? (
        <p className="msg bad re-tm" id={missedId} role="alert">
          {t('recipe.nameMissed')}
        </p>
      ) : null}
    </div>
  )
}
