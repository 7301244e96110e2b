import { printRoute } from '../../app/route.ts'
import { useRecipes } from '../../app/recipes.tsx'
import { saidPlainly } from '../../texts/said.ts'
import { daysAgo } from '../../texts/format.ts'
import { type Texts, useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { RecipeMenu } from './recipe-menu.tsx'
import { RecipePicture } from './recipe-picture.tsx'
import { TitleField } from './title-field.tsx'
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
        <RecipeMenu listed={listed} actions={actions} renaming={renaming} />
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
    <div className="re-note bad">
      <Icon name="alert" size="s" />
      <span className="grow">
        <b>{t('recipes.cannotRun')}</b> {saidPlainly(row.problems[0]?.message ?? '')}
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
