import { useEffect, useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { iconOf, type KnownRecipe, type RecipeKind, recipeKinds, useRecipes } from '../../app/recipes.tsx'
import { useRunDesk } from '../../app/run-desk.ts'
import { usePreferences } from '../../app/preferences.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { printRoute } from '../../app/route.ts'
import { useMirrorList } from '../../app/use-mirror.ts'
import { goTo } from '../../app/use-route.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Empty } from '../../ui/empty.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Bar } from '../frame/bar.tsx'
import { CommandButton } from '../palette/command-button.tsx'
import { InterruptedBanner } from '../run/interrupted-banner.tsx'
import { DropArea } from './drop-area.tsx'
import './home.css'

/** The place to begin: choose a recipe, give it files. */
export function Home() {
  const { t } = useTexts()
  useWelcome()
  return (
    <>
      <Bar title={t('frame.home')}>
        <CommandButton />
      </Bar>
      <Interrupted />
      <div className="body">
        <div className="pad col home">
          <DropArea />
          <Recipes />
        </div>
      </div>
    </>
  )
}

/** Further ones stand among the runs. */
const interruptedMost = 3

/** What an earlier life of the engine left is the first thing to decide about. */
function Interrupted() {
  const left = useMirrorList(({ batches }) =>
    [...batches.values()].filter(({ isLive, snapshot }) => isLive && snapshot.interrupted),
  )
  return left
    .slice(-interruptedMost)
    .map(({ snapshot }) => <InterruptedBanner key={snapshot.batchId} snapshot={snapshot} named />)
}

function Recipes() {
  const { t } = useTexts()
  const recipes = useRecipes()
  const [kind, setKind] = useState<RecipeKind | 'all'>('all')
  if (!recipes) return null
  if (recipes.length === 0) return <Empty icon="recipe" title={t('home.noRecipes')} />
  const known = new Set(recipes.map((recipe) => recipe.kind))
  const kinds = ['all', ...recipeKinds.filter((one) => known.has(one))] as const
  const shownKind = kinds.includes(kind) ? kind : 'all'
  return (
    <section className="col g3" aria-labelledby="recipes">
      <div className="row wrap g2">
        <h2 className="h2" id="recipes">
          {t('home.recipes')}
        </h2>
        <span className="grow" />
        {kinds.length > 2 ? (
          <Segmented
            label={t('home.kind')}
            options={kinds.map((key) => [key, t(`home.kinds.${key}`)] as const)}
            value={shownKind}
            onChange={setKind}
          />
        ) : null}
        <a className="btn quiet hide-n" href={printRoute({ screen: 'recipe', name: null })}>
          <Icon name="plus" size="s" />
          {t('recipes.make')}
        </a>
      </div>
      <Cards recipes={recipes.filter((recipe) => shownKind === 'all' || recipe.kind === shownKind)} />
    </section>
  )
}

function Cards({ recipes }: { recipes: readonly KnownRecipe[] }) {
  const { t } = useTexts()
  const { recipe: chosen, chooseRecipe } = useRunDesk()
  return (
    <RadioGroup
      className="rcards"
      aria-label={t('home.recipe')}
      orientation="horizontal"
      value={chosen?.row.name ?? null}
      onChange={chooseRecipe}
    >
      {recipes.map((known) => (
        <Card key={known.row.name} known={known} chosen={known.row.name === chosen?.row.name} />
      ))}
    </RadioGroup>
  )
}

function Card({ known, chosen }: { known: KnownRecipe; chosen: boolean }) {
  const { t } = useTexts()
  const { name, title, summary, problems } = known.row
  return (
    <Radio className="rc" value={name} isDisabled={problems.length > 0}>
      <Glyph name={iconOf(known)} />
      <b>{title}</b>
      <span>{problems.length > 0 ? t('home.problems', { count: problems.length }) : summary}</span>
      {chosen ? (
        <i className="tick">
          <Icon name="check" size="s" />
        </i>
      ) : null}
    </Radio>
  )
}

/** Who has never been here, and ran nothing yet, is shown first what this is. An address that leads home is followed. */
function useWelcome(): void {
  const { welcomed } = usePreferences()
  const fresh = !welcomed && location.hash === ''
  const batches = useAnswer('batch.list', fresh ? { limit: 1 } : null).value?.batches
  useEffect(() => {
    // Looked at again now: an address may have been followed since the question.
    if (fresh && location.hash === '' && batches?.length === 0) goTo({ screen: 'welcome' })
  }, [fresh, batches])
}
