import { useState } from 'react'
import type { BatchPlan } from '../../../contract/batch-commands.ts'
import type { Fault } from '../../../contract/fault.ts'
import type { Offer } from '../../app/run-desk.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { faultText, faultWords } from '../../texts/fault-words.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CheckBox } from '../../ui/check-box.tsx'
import { Icon } from '../../ui/icon.tsx'
import { conflictOf } from './conflict-of.ts'
import { Conflicts } from './conflicts-dialog.tsx'
import { expectedTime } from './expected-time.ts'
import { PlanLines } from './plan-lines.tsx'
import { StraightAway } from './straight-away.tsx'
import { PlaceLine, ReviewHead } from './review-parts.tsx'
import type { ReviewProps } from './review-sheet.tsx'
import { RunFoot } from './run-foot.tsx'

type PlacesProps = ReviewProps<Offer & { kind: 'places' }>

/** Files told one by one; the rest is counted. */
const listedMost = 200

/** The sheet for files the engine can see: it says itself what it would do. */
export function ReviewPlaces(props: PlacesProps) {
  const { offer, recipe, out, conflict } = props
  const [again, setAgain] = useState(false)
  const [deciding, setDeciding] = useState(false)
  const { value: plan, fault } = usePlan(props)
  const toRun = plan ? plan.counts.run + (again ? plan.counts.reuse : 0) : 0
  const latest = useLatest(plan)
  if (!deciding || !latest) {
    const parts = { plan, latest: fault ? undefined : latest, fault, toRun, again, onAgain: setAgain }
    return <Sheet {...props} {...parts} onDecide={() => setDeciding(true)} />
  }
  return (
    <Conflicts
      count={latest.counts.collisions - (latest.counts.among ?? 0)}
      files={latest.files.filter(({ taken }) => taken)}
      out={out}
      mode={conflictOf(props)}
      onMode={props.onConflict}
      onBack={() => setDeciding(false)}
      toRun={toRun}
      onRun={() => props.onRun({ offer, recipe, out, conflict, again })}
    />
  )
}

function usePlan({ offer, recipe, out, conflict }: PlacesProps) {
  const question = { recipe: recipe.row.name, sources: [...offer.paths], out, limit: listedMost }
  return useAnswer('batch.plan', out === '' ? null : { ...question, ...(conflict ? { conflict } : {}) })
}

interface SheetProps extends PlacesProps {
  plan: BatchPlan | undefined
  /** What is shown: while another plan is made the one before, so that what has the focus stays where it is. */
  latest: BatchPlan | undefined
  fault: Fault | undefined
  toRun: number
  again: boolean
  onAgain: (again: boolean) => void
  onDecide: () => void
}

function Sheet({ plan, latest, fault, toRun, again, onAgain, onDecide, ...props }: SheetProps) {
  const { t } = useTexts()
  const { out } = props
  return (
    <>
      <div className="dlg-b col g4">
        <Head {...props} plan={latest} />
        {fault ? <Problem message={faultText(fault)} remedy={faultWords(fault).remedy} /> : null}
        {latest ? (
          <PlanLines {...props} plan={latest} isNew={plan !== undefined} onDecide={onDecide} />
        ) : (
          <Counting shown={!fault && out !== ''} />
        )}
        {out === '' ? <PlaceLine out={out} why="" onPickOut={props.onPickOut} /> : null}
        {latest && latest.counts.reuse > 0 ? (
          <CheckBox checked={again} onChange={onAgain}>
            {t('review.again')}
          </CheckBox>
        ) : null}
        <StraightAway />
      </div>
      <Foot {...props} plan={plan} toRun={toRun} again={again} />
    </>
  )
}

/** The last plan there was, while the next one is made. */
function useLatest(plan: BatchPlan | undefined): BatchPlan | undefined {
  const [latest, setLatest] = useState(plan)
  if (plan && plan !== latest) setLatest(plan)
  return plan ?? latest
}

function Head({ plan, ...props }: PlacesProps & { plan: BatchPlan | undefined }) {
  const title = useTitle(props, plan)
  return <ReviewHead recipe={props.recipe} title={title} from={useFrom(props.offer, plan)} />
}

function useTitle({ recipe, offer }: PlacesProps, plan: BatchPlan | undefined): string {
  const { t, n } = useTexts()
  const { title } = recipe.row
  const count = plan ? plan.counts.run + plan.counts.reuse : 0
  if (!plan) return title
  return count === 0 ? `${title}: ${offer.title}` : t('review.title', { recipe: title, ...n(count) })
}

function useFrom(offer: PlacesProps['offer'], plan: BatchPlan | undefined): string {
  const { t, format } = useTexts()
  // Where nothing is to be read there is no size to tell.
  if (!plan?.totalBytes) return offer.title
  return t('review.from', { size: format.bytes(plan.totalBytes), name: offer.title })
}

function Counting({ shown: isShown }: { shown: boolean }) {
  const { t } = useTexts()
  if (!isShown) return null
  return (
    <p className="row g2 t2" role="status">
      <span className="spin" aria-hidden="true" />
      {t('review.counting')}
    </p>
  )
}

function Problem({ message, remedy }: { message: string; remedy: string }) {
  return (
    <p className="msg bad" role="alert">
      <Icon name="alert" size="s" />
      <span>
        {message} {remedy}
      </span>
    </p>
  )
}

function Foot({
  plan,
  toRun,
  again,
  ...props
}: PlacesProps & { plan: BatchPlan | undefined; toRun: number; again: boolean }) {
  const texts = useTexts()
  const { t, n } = texts
  const { onRun, onClose, offer, recipe, out, conflict } = props
  const expected = plan?.expectedMs ? expectedTime(plan.expectedMs, texts) : ''
  return (
    <RunFoot
      note={plan && toRun === 0 ? t('review.nothing') : expected}
      text={toRun === 0 ? t('review.runNone') : t('review.run', n(toRun))}
      off={!plan || toRun === 0}
      onRun={() => onRun({ offer, recipe, out, conflict, again })}
      onClose={onClose}
    />
  )
}
