import { useState } from 'react'
import { printRoute } from '../../app/route.ts'
import { useRecipes } from '../../app/recipes.tsx'
import { said } from '../../texts/said.ts'
import { daysAgo } from '../../texts/format.ts'
import { type Texts, useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { isEntered } from '../../ui/is-entered.ts'
import { type MenuAction, MenuButton } from '../../ui/menu.tsx'
import { RecipePicture } from './recipe-picture.tsx'
import type { RecipeActions } from './use-recipe-actions.ts'
import type { RecipeKeys } from './use-recipe-keys.ts'
import type { ListedRecipe } from './use-recipe-list.ts'

interface LineProps {
  listed: ListedRecipe
  actions: RecipeActions
  renaming: RecipeKeys
}

/** One recipe: what it does, who uses it, when it last ran. */
export function RecipeLine({ listed, actions, renaming }: LineProps) {
  const { t } = useTexts()
  const { row, recipe } = listed
  const href = printRoute({ screen: 'recipe', name: row.name })
  const wrong = row.problems.length > 0
  const summary = useSummary(listed)
  return (
    <li className={row.builtIn ? 'rr bi' : 'rr'} data-name={row.name}>
      <RecipePicture recipe={recipe} className="rr-p" />
      {renaming.renamed === row.name ? (
        <TitleField listed={listed} actions={actions} done={() => renaming.rename(null)} />
      ) : (
        <a className="a" href={href}>
          <b className="cut">
            {row.title} <Problems listed={listed} />
          </b>
          <span className="sm t3 cut">{summary}</span>
        </a>
      )}
      <Watches listed={listed} />
      <LastRun listed={listed} />
      <span className="row g1 ac">
        <Button
          size="small"
          icon="play"
          disabled={wrong}
          aria-label={t('recipes.runThis', { title: row.title })}
          onClick={() => actions.run(row)}
        >
          {t('recipes.run')}
        </Button>
        <LineMenu listed={listed} actions={actions} renaming={renaming} />
      </span>
      {wrong ? <Wrong listed={listed} href={href} /> : null}
    </li>
  )
}

function Problems({ listed: { row } }: { listed: ListedRecipe }) {
  const { t, n } = useTexts()
  return row.problems.length > 0 ? (
    <span className="tag bad">{t('recipes.problems', n(row.problems.length))}</span>
  ) : null
}

function Wrong({ listed: { row }, href }: { listed: ListedRecipe; href: string }) {
  const { t } = useTexts()
  return (
    <div className="note bad">
      <Icon name="alert" size="s" />
      <span className="grow">
        <b>{t('recipes.cannotRun')}</b> {said(row.problems[0]?.message ?? '')}
      </span>
      {row.builtIn ? null : (
        <a className="btn sm" href={href}>
          {t('recipes.fix')}
        </a>
      )}
    </div>
  )
}

function useSummary({ row, recipe }: ListedRecipe): string {
  const { t, n } = useTexts()
  const origin = useRecipes()?.find((known) => known.row.name === row.origin)?.row.title
  const own = row.summary || (origin ? t('recipes.copyOf', { title: origin }) : '')
  if (!recipe || row.builtIn) return own
  const count = recipe.steps.length + recipe.outputs.reduce((sum, { steps }) => sum + steps.length, 0)
  const steps = count === 0 ? t('recipes.noSteps') : t('recipes.steps', n(count))
  return own === '' ? steps : t('recipes.stepsAnd', { steps, summary: own })
}

function TitleField({ listed: { row }, actions, done }: Omit<LineProps, 'renaming'> & { done: () => void }) {
  const { t } = useTexts()
  const [title, setTitle] = useState(row.title)
  const keep = () => {
    if (title.trim() !== '' && title.trim() !== row.title) actions.rename(row, title.trim())
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

function Watches({ listed: { use } }: { listed: ListedRecipe }) {
  const { t, n } = useTexts()
  const count = use?.watches.length ?? 0
  return (
    <span className={count > 0 ? 'us' : 'us t3'}>
      {count > 0 ? <Icon name="watch" size="s" /> : null}
      <span className="cut">{count > 0 ? t('recipes.watches', n(count)) : t('recipes.notWatched')}</span>
    </span>
  )
}

function LastRun({ listed: { use } }: { listed: ListedRecipe }) {
  const texts = useTexts()
  const { t, n, format } = texts
  const last = use?.last
  if (!last) return <span className="la">{use ? <span className="cut">{t('recipes.neverRun')}</span> : null}</span>
  const files = t('recipes.lastFiles', n(last.files))
  return (
    <span className="la">
      <span className="cut">{last.live ? t('recipes.runningNow') : when(last.startedMs, texts)}</span>
      <small className="sm t3 cut">
        {last.failed > 0 ? t('recipes.lastFailed', { files, failed: format.count(last.failed) }) : files}
      </small>
    </span>
  )
}

function when(atMs: number, { t, format }: Texts): string {
  const days = daysAgo(atMs, Date.now())
  if (days === 0) return t('recipes.today', { time: format.clock(atMs) })
  return days === 1 ? t('recipes.yesterday', { time: format.clock(atMs) }) : format.date(atMs)
}

function LineMenu({ listed, actions, renaming }: LineProps) {
  const { t } = useTexts()
  const label = t('recipes.actions', { title: listed.row.title })
  return (
    <MenuButton label={label} actions={useMenu({ listed, actions, renaming })}>
      <IconButton icon="more" size="small" label={label} />
    </MenuButton>
  )
}

function useMenu({ listed: { row, use }, actions, renaming }: LineProps): (MenuAction | null)[] {
  const { t, n } = useTexts()
  const watched = use?.watches.length ?? 0
  const { builtIn } = row
  return [
    {
      id: 'run',
      icon: 'play',
      text: t('recipes.run'),
      keys: 'Ctrl Enter',
      off: row.problems.length > 0,
      run: () => actions.run(row),
    },
    {
      id: 'edit',
      icon: 'recipe',
      text: builtIn ? t('recipes.look') : t('recipes.edit'),
      keys: 'Enter',
      run: () => actions.edit(row),
    },
    { id: 'duplicate', icon: 'copy', text: t('recipes.duplicate'), keys: 'Ctrl D', run: () => actions.duplicate(row) },
    {
      id: 'rename',
      icon: 'type',
      text: t('recipes.rename'),
      keys: 'F2',
      off: builtIn,
      run: () => renaming.rename(row.name),
    },
    null,
    { id: 'export', icon: 'ul', text: t('recipes.exportFile'), keys: 'Ctrl E', run: () => actions.exportFile(row) },
    {
      id: 'used',
      icon: 'watch',
      text: watched === 0 ? t('recipes.usedByNone') : t('recipes.usedBy', n(watched)),
      off: true,
      run() {},
    },
    null,
    {
      id: 'remove',
      icon: 'trash',
      text: t('recipes.remove'),
      keys: 'Del',
      look: 'bad',
      off: builtIn,
      run: () => actions.remove(row),
    },
  ]
}
