import { useRef } from 'react'
import { goTo } from '../../app/use-route.ts'
import { useShortcut } from '../../app/use-shortcut.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Bar } from '../frame/bar.tsx'
import { RecipeLine } from './recipe-line.tsx'
import { useImport } from './recipe-import.tsx'
import { useRecipeActions } from './use-recipe-actions.ts'
import { type ListedRecipe, type RecipeListView, sortings, useRecipeList } from './use-recipe-list.ts'
import { useRecipeKeys } from './use-recipe-keys.ts'
import './recipes.css'

/** The recipes there are: a person's own, and those that came with Millrace. */
export function RecipeList() {
  const { t, format } = useTexts()
  const view = useRecipeList()
  const imports = useImport()
  const searchRef = useRef<HTMLInputElement>(null)
  useShortcut('f', () => searchRef.current?.focus())
  const { counts } = view
  const sub = counts
    ? t('recipes.counts', { own: format.count(counts.own), builtIn: format.count(counts.builtIn) })
    : ''
  return (
    <>
      <Bar title={t('frame.recipes')} beside={<span className="sub hide-n">{sub}</span>}>
        <SearchField
          ref={searchRef}
          className="rl-q"
          label={t('recipes.search')}
          value={view.search}
          onChange={view.setSearch}
        />
        <Button icon="dl" onClick={imports.choose}>
          {t('recipes.import')}
        </Button>
        <Button look="primary" icon="plus" onClick={() => goTo({ screen: 'recipe', name: null })}>
          {t('recipes.make')}
        </Button>
      </Bar>
      <Tools view={view} />
      <div className="body">{counts ? <Lists view={view} /> : null}</div>
    </>
  )
}

function Tools({ view }: { view: RecipeListView }) {
  const { t, format } = useTexts()
  return (
    <div className="tools" role="toolbar" aria-label={t('recipes.show')}>
      {view.groups.map(([group, count]) => (
        <button
          key={group}
          type="button"
          className="chip"
          aria-pressed={view.group === group}
          onClick={() => view.setGroup(group)}
        >
          {t(`recipes.groups.${group}`)} <span className="n">{format.count(count)}</span>
        </button>
      ))}
      <span className="grow" />
      <span className="sm t3 hide-n">{t('recipes.sort')}</span>
      <PopUp
        className="btn sm gho pop"
        label={t('recipes.sort')}
        options={sortings.map((key) => [key, t(`recipes.sortings.${key}`)] as const)}
        value={view.sorting}
        onChange={view.setSorting}
      />
    </div>
  )
}

function Lists({ view }: { view: RecipeListView }) {
  const { t } = useTexts()
  const { own, builtIn, search, group, counts } = view
  const keys = useRecipeKeys([...own, ...builtIn])
  const filtered = search !== '' || group !== 'all'
  if (own.length + builtIn.length === 0) return <Nothing view={view} />
  return (
    <div className="pad col rl" onKeyDown={keys.onKeyDown}>
      {own.length > 0 ? <Section title={t('recipes.yours')} recipes={own} keys={keys} /> : null}
      {counts?.own === 0 && !filtered ? (
        <div className="list rl-e">
          <Empty icon="recipe" title={t('recipes.none')}>
            <p className="sm t3">{t('recipes.noneWhy')}</p>
          </Empty>
        </div>
      ) : null}
      {filtered ? null : (
        <div className="dz">
          <Icon name="dl" size="s" />
          <span className="grow">{t('recipes.dropHere')}</span>
        </div>
      )}
      {builtIn.length > 0 ? (
        <Section title={t('recipes.builtIn')} why={t('recipes.builtInWhy')} recipes={builtIn} keys={keys} />
      ) : null}
    </div>
  )
}

function Nothing({ view }: { view: RecipeListView }) {
  const { t } = useTexts()
  const all = () => {
    view.setSearch('')
    view.setGroup('all')
  }
  const title = view.search === '' ? t('recipes.nothingHere') : t('recipes.nothing', { search: view.search })
  return (
    <Empty icon="search" title={title}>
      <Button onClick={all}>{t('recipes.showAll')}</Button>
    </Empty>
  )
}

interface SectionProps {
  title: string
  why?: string
  recipes: readonly ListedRecipe[]
  keys: ReturnType<typeof useRecipeKeys>
}

function Section({ title, why, recipes, keys }: SectionProps) {
  const actions = useRecipeActions()
  return (
    <section aria-label={title}>
      <div className="sh">
        <h2 className="h2">{title}</h2>
        {why ? <span className="sm t3">{why}</span> : null}
      </div>
      <ul className="list">
        {recipes.map((listed) => (
          <RecipeLine key={listed.row.name} listed={listed} actions={actions} renaming={keys} />
        ))}
      </ul>
    </section>
  )
}
