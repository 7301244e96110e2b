import { useState } from 'react'
import { useFace } from '../../app/face.ts'
import { useRecipes } from '../../app/recipes.tsx'
import { recipeTitle } from '../../texts/said.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { PlacesDialog } from '../places/places-dialog.tsx'
import type { WatchForm } from './use-watch-form.ts'
import { WatchField } from './watch-field.tsx'

/** Which folder, what is done to its files, and where results go. */
export function PlaceFields({ form }: { form: WatchForm }) {
  const { t } = useTexts()
  const { rules, change, problemOf } = form
  const recipes = (useRecipes() ?? []).filter(({ row }) => row.problems.length === 0)
  const chosen = recipes.find(({ row }) => row.name === rules.recipe)
  const options = recipes.map(({ row }) => [row.name, recipeTitle(row.title)] as const)
  return (
    <>
      <WatchField label={t('watch.name')} problem={problemOf('name')}>
        <span className="field grow">
          <input
            aria-label={t('watch.name')}
            value={rules.name}
            maxLength={120}
            placeholder={t('watch.nameHint')}
            onChange={(event) => change({ name: event.target.value })}
          />
        </span>
      </WatchField>
      <FolderField
        label={t('watch.folder')}
        path={rules.folder}
        want="folder"
        problem={problemOf('folder')}
        onPath={(folder) => change({ folder })}
      />
      <WatchField label={t('home.recipe')} problem={problemOf('recipe')}>
        <PopUp
          className="field pop grow"
          label={t('home.recipe')}
          options={chosen || rules.recipe === '' ? options : [[rules.recipe, shown(rules.recipe)] as const, ...options]}
          value={rules.recipe}
          onChange={(recipe) => change({ recipe })}
        />
      </WatchField>
      <SaveTo form={form} inPlace={chosen?.recipe?.originals.act === 'replace'} />
    </>
  )
}

/** Of a recipe that replaces originals there is nothing to choose, unless there is no folder yet, or something is wrong with it all the same. */
function SaveTo({ form: { rules, change, problemOf }, inPlace }: { form: WatchForm; inPlace: boolean }) {
  const { t } = useTexts()
  const problem = problemOf('out')
  if (inPlace && rules.out !== '' && problem === '')
    return <WatchField label={t('home.saveTo')}>{t('home.inPlace')}</WatchField>
  return (
    <FolderField
      label={t('home.saveTo')}
      path={rules.out}
      want="out"
      problem={problem}
      onPath={(out) => change({ out })}
    />
  )
}

interface FolderFieldProps {
  label: string
  path: string
  want: 'folder' | 'out'
  problem: string
  onPath: (path: string) => void
}

/** A path is chosen, never typed: in a browser among the folders that are shared, in the app with the system's own dialog. */
function FolderField({ label, path, want, problem, onPath }: FolderFieldProps) {
  const { t } = useTexts()
  const { desktop } = useFace()
  const tellFault = useTellFault('desktop')
  const [open, setOpen] = useState(false)
  const choose = () => {
    if (!desktop) return setOpen(true)
    desktop
      .call('choose', { what: want === 'out' ? 'results' : 'folder' })
      .then(({ paths: [first] }) => first !== undefined && onPath(first), tellFault)
  }
  return (
    <WatchField label={label} problem={problem}>
      <span className="field grow">
        <Icon name="folder" size="s" />
        <span className={path === '' ? 'cut t3' : 'cut'} title={shown(path)}>
          {path === '' ? t('home.noFolder') : shown(path)}
        </span>
      </span>
      <Button aria-label={`${label}: ${t('watch.choose')}`} onClick={choose}>
        {t('watch.choose')}
      </Button>
      {open ? (
        <PlacesDialog
          want={want}
          onClose={() => setOpen(false)}
          onChoose={([first]) => {
            setOpen(false)
            if (first !== undefined) onPath(first)
          }}
        />
      ) : null}
    </WatchField>
  )
}
