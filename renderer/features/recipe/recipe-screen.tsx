import { useState } from 'react'
import { useAnswer } from '../../app/use-answer.ts'
import { useRecipes } from '../../app/recipes.tsx'
import { goTo } from '../../app/use-route.ts'
import { faultText } from '../../texts/fault-words.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Empty } from '../../ui/empty.tsx'
import { Bar } from '../frame/bar.tsx'
import { useHandedCount } from './handed-draft.ts'
import { RecipeEditor } from './recipe-editor.tsx'
import './recipe.css'

interface ScreenProps {
  name: string | null
}

/** A recipe by its name, or a new one, in the editor. One that gets a name while it is open stays open as it is. */
export function RecipeScreen({ name }: ScreenProps) {
  const handed = useHandedCount()
  const [opened, setOpened] = useState({ nth: 0, name, named: name, handed })
  const isAnother = (name !== opened.name && name !== opened.named) || (name === null && handed !== opened.handed)
  if (isAnother || name !== opened.name) setOpened({ nth: opened.nth + (isAnother ? 1 : 0), name, named: name, handed })
  const onNamed = (named: string) => {
    setOpened({ ...opened, named })
    // There is no way back to a new recipe that is one no more.
    goTo({ screen: 'recipe', name: named }, { replaces: name === null })
  }
  return <Opened key={opened.nth} name={name} onNamed={onNamed} />
}

interface OpenedProps extends ScreenProps {
  onNamed: (name: string) => void
}

function Opened({ name, onNamed }: OpenedProps) {
  const { t } = useTexts()
  const [first] = useState(name)
  const { value, fault } = useAnswer('recipe.get', first === null ? null : { recipe: first })
  const row = useRecipes()?.find((known) => known.row.name === name)?.row
  const saved = first === null ? `millrace: 1\nname: ${t('recipe.newName')}\n` : value?.text
  if (saved !== undefined) return <RecipeEditor name={name} saved={saved} row={row} onNamed={onNamed} />
  if (!fault) return <Bar title={row?.title ?? name ?? ''} />
  return (
    <>
      <Bar title={name ?? ''} />
      <Empty icon="recipe" title={faultText(fault)}>
        <a className="btn" href="#/recipes">
          {t('recipe.all')}
        </a>
      </Empty>
    </>
  )
}
