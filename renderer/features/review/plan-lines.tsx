import type { BatchPlan } from '../../../contract/batch-commands.ts'
import type { Offer } from '../../app/run-desk.ts'
import { originalsText } from '../../texts/originals-text.ts'
import { said } from '../../texts/said.ts'
import { formatOf, nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { goesOnText } from './goes-on.ts'
import { ClashLines } from './clash-lines.tsx'
import { conflictOf } from './conflict-of.ts'
import { ListedFiles } from './listed-files.tsx'
import { namedText } from './named-text.ts'
import { Line, PlaceLine, RoomLine, useKinds } from './review-parts.tsx'
import type { ReviewProps } from './review-sheet.tsx'

interface PlanProps extends ReviewProps<Offer & { kind: 'places' }> {
  plan: BatchPlan
  /** Not that of another folder or mode, shown until there is one of these. */
  isNew: boolean
  onDecide: () => void
}

/** What the run would do, one line for each thing a person may want to know or decide first. */
export function PlanLines({ plan, isNew, recipe, out, conflict, onConflict, onPickOut, onDecide }: PlanProps) {
  const texts = useTexts()
  const { t, n } = texts
  const { counts, files } = plan
  const kinds = useKinds()
  const example = files.find(({ state, targets }) => state === 'run' && targets.length > 0)?.targets[0]
  return (
    <div className="list sm" aria-busy={!isNew}>
      {plan.goesOn ? (
        <Line
          look="warn"
          what={goesOnText(plan.goesOn, texts)}
          why={t(counts.reuse > 0 ? 'review.anew' : 'review.anewElsewhere')}
        />
      ) : null}
      <Line what={t('review.willRun', n(counts.run))} why={kinds(kindsOf(plan.kinds))} />
      {counts.reuse > 0 ? <Line what={t('review.willReuse', n(counts.reuse))} /> : null}
      <ListedFiles
        what={t('review.willSkip', n(counts.skip))}
        why={t('review.skipWhy', n(counts.skip))}
        files={files}
        state="skip"
        count={counts.skip}
      />
      <ListedFiles what={t('review.willFail', n(counts.fault))} files={files} state="fault" count={counts.fault} />
      <ClashLines
        plan={plan}
        out={out}
        mode={conflictOf({ conflict, recipe })}
        onConflict={onConflict}
        onDecide={onDecide}
      />
      <ResultLines plan={plan} recipe={recipe} out={out} example={example} onPickOut={onPickOut} />
      <Line
        what={t('review.originals')}
        why={
          plan.picked
            ? t('review.picked')
            : originalsText(t, recipe.recipe?.originals, { example: movedTo(example, { out, recipe }) })
        }
      >
        <Icon name="shield" size="s" />
      </Line>
      {plan.warnings.map((warning) => (
        <Line key={warning} look="warn" what={t('review.warnings')} why={said(warning)} />
      ))}
    </div>
  )
}

type ResultProps = Pick<PlanProps, 'plan' | 'recipe' | 'out' | 'onPickOut'> & { example: string | undefined }

/** Where the results would be, and under which names. */
function ResultLines({ plan, recipe, out, example, onPickOut }: ResultProps) {
  const { t } = useTexts()
  if (recipe.recipe?.originals.act === 'replace') return <Line what={t('review.inPlace')} />
  const named = example === undefined ? '' : namedText(nameOf(example), t)
  return (
    <>
      <PlaceLine out={out} why={named} onPickOut={onPickOut} />
      <RoomLine
        what={t('review.room', { folder: nameOf(out) })}
        needBytes={plan.totalBytes}
        freeBytes={plan.freeBytes}
      />
    </>
  )
}

/** The folders below that for results which an original would go to; undefined where results are made of it, which go elsewhere, or there are none. */
function movedTo(target: string | undefined, { out, recipe: { recipe } }: Pick<PlanProps, 'out' | 'recipe'>) {
  const outputs = recipe?.outputs ?? []
  const isMade = recipe?.steps.length !== 0 || outputs.length !== 1 || outputs[0]?.steps.length !== 0
  if (isMade || !target?.startsWith(out)) return undefined
  return target.slice(out.length).split(/[/\\]/).slice(0, -1).filter(Boolean).join('/') || undefined
}

/** Extensions of one format are one kind. */
function kindsOf(byExtension: BatchPlan['kinds']): Map<string, number> {
  const kinds = new Map<string, number>()
  for (const [extension, files] of Object.entries(byExtension)) {
    const kind = formatOf(`.${extension}`)
    kinds.set(kind, (kinds.get(kind) ?? 0) + files)
  }
  return kinds
}
