import { useState } from 'react'
import type { RecipeRow } from '../../../contract/recipe-commands.ts'
import { slugOf } from '../../../contract/slug.ts'
import { useRecipes } from '../../app/recipes.tsx'
import { goTo } from '../../app/use-route.ts'
import { useShortcut } from '../../app/use-shortcut.ts'
import { typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type MenuAction, MenuButton } from '../../ui/menu.tsx'
import { saveText } from '../../ui/save-text.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { ConnectionBanner } from '../frame/connection-banner.tsx'
import { recipeFileType, useRecipeActions } from '../recipes/use-recipe-actions.ts'
import { useEditing } from './editing.ts'
import { RecipeTitle } from './recipe-title.tsx'
import { useSave } from './use-save.ts'

interface BarProps {
  row: RecipeRow | undefined
  asText: boolean
  onAsText: (asText: boolean) => void
  /** In a narrow window the preview is a sheet. */
  onPreview: () => void
}

/** The recipe's name, whether it is saved, and what can be done with it as a whole. */
export function RecipeBar({ row, asText, onAsText, onPreview }: BarProps) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const [wanted, setWanted] = useState(0)
  const save = useSave({ askName: () => setWanted((times) => times + 1) })
  const modes = [
    ['steps', t('recipe.steps')],
    ['text', t('recipe.text')],
  ] as const
  const exportFile = useExport()
  useShortcut('s', () => void save())
  useShortcut('e', exportFile)
  return (
    <>
      <header className="bar re-bar">
        <a className="ib" href="#/recipes" aria-label={t('recipe.all')} title={t('recipe.all')}>
          <Icon name="left" />
        </a>
        <RecipeTitle row={row} wanted={wanted} />
        <Standing row={row} />
        <span className="grow" />
        <Segmented
          label={t('recipe.view')}
          options={modes}
          value={asText ? 'text' : 'steps'}
          onChange={(key) => onAsText(key === 'text')}
        />
        <IconButton icon="undo" label={t('recipe.undo')} disabled={!editor.canUndo} onClick={editor.undo} />
        <Button icon="eye" className="only-n re-see" title={t('recipe.preview')} onClick={onPreview}>
          <span>{t('recipe.preview')}</span>
        </Button>
        <Button icon="ul" className="hide-n" onClick={exportFile}>
          {t('recipe.export')}
        </Button>
        <MainButton row={row} save={() => void save()} />
        <More row={row} exportFile={exportFile} />
      </header>
      <ConnectionBanner />
    </>
  )
}

/** Whether it is saved, and what it is. */
function Standing({ row }: { row: RecipeRow | undefined }) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const origin = useRecipes()?.find((known) => known.row.name === row?.origin)?.row.title
  const about = row?.builtIn ? t('recipe.builtIn') : origin ? t('recipes.copyOf', { title: origin }) : ''
  const isGone = useIsGone(row)
  const isSaved = editor.name === null ? '' : t('recipe.isSaved')
  const state = isGone ? t('recipe.gone') : editor.isChanged ? t('recipe.unsaved') : isSaved
  const said = row?.builtIn && !editor.isChanged ? about : [state, about].filter(Boolean).join(' ')
  return (
    <span className="sub hide-n cut" role="status">
      {said}
    </span>
  )
}

/** It was in the list under this name, and is no more. */
function useIsGone(row: RecipeRow | undefined): boolean {
  const { editor } = useEditing()
  const [listed, setListed] = useState<string | null>(null)
  if (row && row.name !== listed) setListed(row.name)
  return !row && editor.name !== null && editor.name === listed
}

function useExport(): () => void {
  const { editor } = useEditing()
  const name = typedText(editor.draft?.fields['name'], editor.name ?? 'recipe')
  const fileName = `${slugOf(name) || 'recipe'}.millrace.yaml`
  return () => saveText(editor.text, { fileName, type: recipeFileType })
}

function MainButton({ row, save }: { row: RecipeRow | undefined; save: () => void }) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const actions = useRecipeActions()
  const wrong = editor.problems.length > 0
  if (editor.isChanged || editor.name === null || !row)
    return (
      <Button look="primary" icon="check" onClick={save}>
        {row?.builtIn ? t('recipe.saveCopy') : t('recipe.save')}
      </Button>
    )
  return (
    <Button look="primary" icon="play" disabled={wrong} onClick={() => actions.run(row)}>
      {t('recipes.run')}
    </Button>
  )
}

function More({ row, exportFile }: { row: RecipeRow | undefined; exportFile: () => void }) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const actions = useRecipeActions()
  const remove = () => {
    if (row) actions.remove(row)
    goTo({ screen: 'recipes' })
  }
  const menu: (MenuAction | null)[] = [
    { id: 'redo', icon: 'rotate', text: t('recipe.redo'), keys: 'Ctrl Y', off: !editor.canRedo, run: editor.redo },
    { id: 'discard', icon: 'x', text: t('recipe.discard'), off: !editor.isChanged, run: editor.discard },
    null,
    {
      id: 'copy',
      icon: 'copy',
      text: t('recipes.duplicate'),
      off: !row,
      run: () => row && actions.duplicate(row),
    },
    { id: 'export', icon: 'ul', text: t('recipes.exportFile'), keys: 'Ctrl E', run: exportFile },
    null,
    { id: 'remove', icon: 'trash', text: t('recipes.remove'), look: 'bad', off: !row || row.builtIn, run: remove },
  ]
  return (
    <MenuButton label={t('frame.more')} actions={menu}>
      <IconButton icon="more" label={t('frame.more')} />
    </MenuButton>
  )
}
