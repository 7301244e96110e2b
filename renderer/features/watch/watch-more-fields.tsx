import { conflictModes } from '../../../contract/recipe.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import { watchOrders } from '../../../contract/watch-words.ts'
import { originalsText } from '../../texts/originals-text.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { NumberField } from './number-field.tsx'
import type { WatchForm } from './use-watch-form.ts'
import { WatchField } from './watch-field.tsx'

const asRecipe = 'as-recipe'
const minuteMs = 60_000
const patienceMostMin = 1440
const patienceUsualMin = 10

/** What few have to change. */
export function MoreFields({ form: { rules, change, refuse, problemOf } }: { form: WatchForm }) {
  const { t } = useTexts()
  const recipeOption = [asRecipe, t('watch.asRecipe')] as const
  const orders = watchOrders.map((key) => [key, t(`watch.order.${key}`)] as const)
  const conflicts = [recipeOption, ...conflictModes.map((key) => [key, t(`review.modes.${key}`)] as const)]
  return (
    <details className="wa-m">
      <summary>
        <Icon name="right" size="s" />
        {t('watch.more')}
      </summary>
      <Originals originals={rules.originals} onChange={(originals) => change({ originals })} />
      <WatchField label={t('review.mode')}>
        <PopUp
          className="field pop grow"
          label={t('review.mode')}
          options={conflicts}
          value={rules.conflict ?? asRecipe}
          onChange={(key) => change({ conflict: key === asRecipe ? null : key })}
        />
      </WatchField>
      <WatchField label={t('watch.orderLabel')}>
        <PopUp
          className="field pop grow"
          label={t('watch.orderLabel')}
          options={orders}
          value={rules.order}
          onChange={(order) => change({ order })}
        />
      </WatchField>
      <WatchField label={t('watch.patience')} problem={problemOf('patienceMs')} hint={t('watch.patienceHint')}>
        <NumberField
          label={t('watch.patience')}
          value={rules.patienceMs / minuteMs}
          min={1}
          max={patienceMostMin}
          unit="min"
          placeholder={String(patienceUsualMin)}
          onChange={(minutes) => change({ patienceMs: Math.round((minutes ?? patienceUsualMin) * minuteMs) })}
          onWrong={(why) => refuse('patienceMs', why)}
        />
      </WatchField>
    </details>
  )
}

const acts = ['keep', 'vault', 'replace'] as const

function Originals({
  originals,
  onChange,
}: {
  originals: WatchRules['originals']
  onChange: (originals: WatchRules['originals']) => void
}) {
  const { t } = useTexts()
  const said = {
    keep: t('home.originalsKeep'),
    vault: t('home.originalsVault'),
    replace: t('home.originalsReplace'),
    move: '',
  }
  const moves = originals?.act === 'move' ? originals : null
  const options = [
    [asRecipe, t('watch.asRecipe')] as const,
    ...acts.map((act) => [act, said[act]] as const),
    ...(moves ? [['move', originalsText(t, moves)] as const] : []),
  ]
  const choose = (key: typeof asRecipe | (typeof acts)[number] | 'move') => {
    if (key === asRecipe) onChange(null)
    else if (key === 'move') onChange(moves)
    else onChange({ act: key })
  }
  return (
    <WatchField label={t('home.originals')}>
      <PopUp
        className="field pop grow"
        label={t('home.originals')}
        options={options}
        value={originals?.act ?? asRecipe}
        onChange={choose}
      />
    </WatchField>
  )
}
