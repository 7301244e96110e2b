import { useFace } from '../../app/face.ts'
import { useHost } from '../../app/use-host.ts'
import type { ReactNode } from 'react'
import { useRecipes } from '../../app/recipes.tsx'
import { useRunDesk } from '../../app/run-desk.ts'
import { usePicks } from '../../app/use-picks.ts'
import { originalsText } from '../../texts/originals-text.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { Wheel } from './wheel.tsx'

/** Where files are let go, and what would become of them. */
export function DropArea() {
  const { t } = useTexts()
  const host = useHost()
  const { desktop } = useFace()
  const { pickFiles, pickFolder, pickPlaces } = useRunDesk()
  return (
    <section className="drop" aria-label={t('home.dropArea')}>
      <div className="col drop-in">
        <Wheel />
        <h2>{t('home.drop')}</h2>
        <div className="row g2 wrap drop-b">
          <Button icon="doc" onClick={pickFiles}>
            {t('home.chooseFiles')}
          </Button>
          <Button icon="folder" onClick={pickFolder}>
            {t('home.chooseFolder')}
          </Button>
          {desktop ? null : (
            <Button icon="globe" onClick={pickPlaces}>
              {t('home.choosePlace', { host })}
            </Button>
          )}
          <span className="t3 sm hide-n">
            {t('home.paste')} <kbd>Ctrl V</kbd>
          </span>
        </div>
      </div>
      <Plan />
    </section>
  )
}

function Plan() {
  const { t } = useTexts()
  const { recipe, out, pickOut } = useRunDesk()
  const picks = usePicks(recipe?.recipe)
  return (
    <div className="plan">
      <RecipeMenu />
      {recipe?.recipe?.originals.act === 'replace' ? (
        <div>
          <small>{t('home.saveTo')}</small>
          <PlanValue>{t('home.inPlace')}</PlanValue>
        </div>
      ) : (
        <button type="button" onClick={pickOut} title={shown(out)}>
          <small>{t('home.saveTo')}</small>
          <PlanValue changes>{out === '' ? t('home.noFolder') : nameOf(out)}</PlanValue>
        </button>
      )}
      <div>
        <small>{t('home.originals')}</small>
        <PlanValue>{originalsText(t, recipe?.recipe?.originals, { picks })}</PlanValue>
      </div>
    </div>
  )
}

function RecipeMenu() {
  const { t } = useTexts()
  const { recipe, chooseRecipe } = useRunDesk()
  const actions = (useRecipes() ?? []).map(({ row }) => ({
    id: row.name,
    icon: row.name === recipe?.row.name ? ('check' as const) : ('recipe' as const),
    text: row.title,
    off: row.problems.length > 0,
    run: () => chooseRecipe(row.name),
  }))
  return (
    <MenuButton label={t('home.recipe')} actions={actions}>
      <button type="button">
        <small>{t('home.recipe')}</small>
        <PlanValue changes>{recipe?.row.title ?? ''}</PlanValue>
      </button>
    </MenuButton>
  )
}

function PlanValue({ changes = false, children }: { changes?: boolean; children: ReactNode }) {
  return (
    <b>
      <span className="cut">{children}</span>
      {changes ? <Icon name="updn" size="s" /> : null}
    </b>
  )
}
