import { useState } from 'react'
import type { BatchPlan, PlannedFile } from '../../../contract/batch-commands.ts'
import type { Offer } from '../../app/run-desk.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { said } from '../../texts/said.ts'
import { foldersOf, formatOf, nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/check-box.tsx'
import { DialogFoot } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { originalsText } from '../home/drop-area.tsx'
import { Conflicts } from './conflicts-dialog.tsx'
import { StraightAway } from './straight-away.tsx'
import { ConflictChoice, Line, PlaceLine, ReviewHead, RoomLine, useKinds } from './review-parts.tsx'
import type { ReviewProps } from './review-sheet.tsx'

type PlacesProps = ReviewProps<Offer & { kind: 'places' }>

/** Files told one by one; the rest is counted. */
const listedMost = 200

/** The sheet for files the engine can see: it says itself what it would do. */
export function ReviewPlaces(props: PlacesProps) {
  const { offer, recipe, out, conflict } = props
  const { t } = useTexts()
  const [again, setAgain] = useState(false)
  const [deciding, setDeciding] = useState(false)
  const question = {
    recipe: recipe.row.name,
    sources: [...offer.paths],
    out,
    limit: listedMost,
    ...(conflict ? { conflict } : {}),
  }
  const { value: plan, fault } = useAnswer('batch.plan', out === '' ? null : question)
  const toRun = plan ? plan.counts.run + (again ? plan.counts.reuse : 0) : 0
  const title = useTitle(props, plan)
  const from = useFrom(offer, plan)
  const latest = useLatest(plan)
  if (deciding && latest)
    return (
      <Conflicts
        count={latest.counts.collisions}
        files={latest.files.filter(({ taken }) => taken)}
        out={out}
        mode={conflict ?? recipe.recipe?.conflict ?? 'number'}
        onMode={props.onConflict}
        onBack={() => setDeciding(false)}
        toRun={plan ? toRun : 0}
        onRun={() => props.onRun({ offer, recipe, out, conflict, again })}
      />
    )
  return (
    <>
      <div className="dlg-b col g4">
        <ReviewHead recipe={recipe} title={title} from={from} />
        {fault ? <Problem message={said(fault.message)} remedy={said(fault.remedy)} /> : null}
        {plan ? (
          <PlanLines {...props} plan={plan} onDecide={() => setDeciding(true)} />
        ) : (
          <Counting shown={!fault && out !== ''} />
        )}
        {out === '' ? <PlaceLine out={out} why="" onPickOut={props.onPickOut} /> : null}
        {plan && plan.counts.reuse > 0 ? (
          <CheckBox checked={again} onChange={setAgain}>
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

function useTitle({ recipe, offer }: PlacesProps, plan: BatchPlan | undefined): string {
  const { t, n } = useTexts()
  const { title } = recipe.row
  const count = plan ? plan.counts.run + plan.counts.reuse : 0
  if (!plan) return title
  return count === 0 ? `${title}: ${offer.title}` : t('review.title', { recipe: title, ...n(count) })
}

function useFrom(offer: PlacesProps['offer'], plan: BatchPlan | undefined): string {
  const { t, format } = useTexts()
  const more = offer.paths.length - 1
  const facts = { size: format.bytes(plan?.totalBytes ?? 0), name: offer.title }
  if (!plan) return offer.title
  return more > 0 ? t('review.fromMore', { ...facts, count: more }) : t('review.from', facts)
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
        {shown(message)} {remedy}
      </span>
    </p>
  )
}

interface PlanProps extends PlacesProps {
  plan: BatchPlan
  onDecide: () => void
}

function PlanLines({ plan, recipe, out, conflict, onConflict, onPickOut, onDecide }: PlanProps) {
  const { t, n } = useTexts()
  const { counts, files } = plan
  const kinds = useKinds()
  const mode = conflict ?? recipe.recipe?.conflict ?? 'number'
  const clashing = files.filter(({ taken }) => taken)
  const example = files.find(({ state, targets }) => state === 'run' && targets.length > 0)?.targets[0]
  const late = example !== undefined && /\{[a-z-]+\}/.test(nameOf(example))
  const named =
    example === undefined ? '' : t(late ? 'review.patternLate' : 'review.pattern', { name: nameOf(example) })
  return (
    <div className="list sm">
      <Line what={t('review.willRun', n(counts.run))} why={kinds(kindsOf(files))} />
      {counts.reuse > 0 ? <Line what={t('review.willReuse', n(counts.reuse))} /> : null}
      <Listed
        what={t('review.willSkip', n(counts.skip))}
        why={t('review.skipWhy')}
        files={files}
        state="skip"
        count={counts.skip}
      />
      <Listed what={t('review.willFail', n(counts.fault))} files={files} state="fault" count={counts.fault} />
      {counts.collisions > 0 ? (
        <Line
          look="warn"
          what={t('review.clashes', { ...n(counts.collisions), folder: nameOf(out) })}
          why={t(`review.clash.${mode}`)}
        >
          <span className="row g2">
            {clashing.length > 0 ? (
              <Button size="small" onClick={onDecide}>
                {t('review.decide')}
              </Button>
            ) : null}
            <ConflictChoice value={mode} onChange={onConflict} />
          </span>
        </Line>
      ) : null}
      <PlaceLine out={out} why={named} onPickOut={onPickOut} />
      <RoomLine
        what={t('review.room', { folder: nameOf(out) })}
        needBytes={plan.totalBytes}
        freeBytes={plan.freeBytes}
      />
      <Line what={t('review.originals')} why={originalsText(t, recipe.recipe?.originals)}>
        <Icon name="shield" size="s" />
      </Line>
      {plan.warnings.map((warning) => (
        <Line key={warning} look="warn" what={t('review.warnings')} why={said(warning)} />
      ))}
    </div>
  )
}

function kindsOf(files: readonly PlannedFile[]): Map<string, number> {
  const kinds = new Map<string, number>()
  for (const { path, state } of files) {
    const kind = formatOf(path)
    if (state === 'run' && kind !== '') kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  return files.length < listedMost ? kinds : new Map()
}

interface ListedProps {
  what: string
  why?: string
  files: readonly PlannedFile[]
  state: PlannedFile['state']
  count: number
}

/** A count that shows its files when asked. */
function Listed({ what, why, files, state, count }: ListedProps) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  if (count === 0) return null
  const listed = files.filter((file) => file.state === state)
  return (
    <>
      <Line {...(state === 'fault' ? { look: 'bad' as const } : {})} what={what} why={why}>
        {listed.length > 0 ? (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'review.hide' : 'review.show')}
          </Button>
        ) : null}
      </Line>
      {open ? (
        <ul className="rv-l">
          {listed.map(({ path, note }) => (
            <li key={path} title={shown(path)}>
              <b className="cut">{nameOf(path)}</b>
              <span className="cut t3">{note === '' ? foldersOf(path) : shown(note)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function Foot({
  plan,
  toRun,
  again,
  ...props
}: PlacesProps & { plan: BatchPlan | undefined; toRun: number; again: boolean }) {
  const { t, n, format } = useTexts()
  const { onRun, onClose, offer, recipe, out, conflict } = props
  const expected = plan?.expectedMs ? t('review.expected', { time: format.rough(plan.expectedMs) }) : ''
  return (
    <DialogFoot note={plan && toRun === 0 ? t('review.nothing') : expected}>
      <Button onClick={onClose}>{t('frame.cancel')}</Button>
      <Button
        look="primary"
        disabled={!plan || toRun === 0}
        marked
        onClick={() => onRun({ offer, recipe, out, conflict, again })}
      >
        {t('review.run', n(toRun))}
      </Button>
    </DialogFoot>
  )
}
