import { useFace } from '../../app/face.ts'
import { useHost } from '../../app/use-host.ts'
import { iconOf, useRecipes } from '../../app/recipes.tsx'
import { useRunDesk } from '../../app/run-desk.ts'
import { usePicks } from '../../app/use-picks.ts'
import { originalsText } from '../../texts/originals-text.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import type { OverDrop } from './read-drop.ts'
import './drop-overlay.css'

const othersMost = 5

/** Before anything is let go: what it is, what would become of it, and where it would go. */
export function DropOverlay({ over }: { over: OverDrop }) {
  const { t, n } = useTexts()
  const { recipe, out } = useRunDesk()
  const title = recipe?.row.title ?? ''
  return (
    <div className="dropover" role="dialog" aria-label={t('home.overLabel')}>
      <div className="in">
        <div className="stack">
          <span />
          <span />
          <span>
            <Icon name={recipe ? iconOf(recipe) : 'doc'} size="l" />
          </span>
          {over.count > 0 ? <b>{over.count}</b> : null}
        </div>
        <h2>
          {over.count > 0
            ? t('home.overTitle', { ...n(over.count), recipe: title })
            : t('home.overTitleAny', { recipe: title })}
        </h2>
        <dl className="what">
          <Fact icon="doc" label={t('home.overFiles')} note={t('home.overPromise')}>
            <Kinds over={over} />
          </Fact>
          <Fact icon="recipe" label={t('home.recipe')}>
            {recipe?.row.summary || title}
          </Fact>
          <Fact icon="folder" label={t('home.saveTo')}>
            {out === '' ? t('home.noFolder') : nameOf(out)}
          </Fact>
          <Fact icon="shield" label={t('home.originals')}>
            <Originals />
          </Fact>
        </dl>
      </div>
      <Others />
    </div>
  )
}

function Originals() {
  const { t } = useTexts()
  const host = useHost()
  const { desktop } = useFace()
  const { recipe } = useRunDesk()
  const picks = usePicks(recipe?.recipe)
  return desktop ? originalsText(t, recipe?.recipe?.originals, { picks }) : t('home.upload', { host })
}

function Fact({
  icon,
  label,
  note,
  children,
}: {
  icon: IconName
  label: string
  note?: string
  children: React.ReactNode
}) {
  return (
    <div>
      <dt>
        <Icon name={icon} />
        {label}
      </dt>
      <dd>
        {children}
        {note ? <small>{note}</small> : null}
      </dd>
    </div>
  )
}

function Kinds({ over: { count, images } }: { over: OverDrop }) {
  const { t, n } = useTexts()
  const others = count - images
  if (images === 0) return t('home.others', n(others))
  if (others === 0) return t('home.images', n(images))
  return t('home.overKinds', { images: t('home.images', n(images)), others: t('home.others', n(others)) })
}

function Others() {
  const { t } = useTexts()
  const { recipe } = useRunDesk()
  const others = (useRecipes() ?? []).filter(({ row }) => row.name !== recipe?.row.name && row.problems.length === 0)
  return (
    <div className="alts">
      {others.length > 0 ? <p>{t('home.overOther')}</p> : null}
      <div>
        {others.slice(0, othersMost).map((other) => (
          <span key={other.row.name} data-recipe={other.row.name}>
            <Icon name={iconOf(other)} />
            {other.row.title}
          </span>
        ))}
      </div>
      <p className="esc">
        <kbd>Esc</kbd> {t('home.overEsc')}
      </p>
    </div>
  )
}
