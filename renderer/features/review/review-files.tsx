import { useHost } from '../../app/use-host.ts'
import { useMemo } from 'react'
import type { PlannedFile } from '../../../contract/batch-commands.ts'
import type { Recipe } from '../../../contract/recipe.ts'
import type { StepDescriptor } from '../../../contract/step.ts'
import { splitName } from '../../../contract/split-name.ts'
import type { Offer } from '../../app/run-desk.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { folderAround } from '../../state/own-folder.ts'
import type { OfferedFile } from '../../state/send-file.ts'
import { formatOf, nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { ListedFiles } from './listed-files.tsx'
import { StraightAway } from './straight-away.tsx'
import { conflictOf } from './conflict-of.ts'
import { endingLike } from './ending-like.ts'
import { mayTake } from './may-take.ts'
import { needsContent } from './needs-content.ts'
import { namedText } from './named-text.ts'
import { ConflictChoice, Line, PlaceLine, ReviewHead, RoomLine, useKinds } from './review-parts.tsx'
import type { ReviewProps } from './review-sheet.tsx'
import { RunFoot } from './run-foot.tsx'

type FilesProps = ReviewProps<Offer & { kind: 'files' }>

/** Files told one by one; the rest is counted. */
const listedMost = 200

interface Sorted {
  taken: OfferedFile[]
  /** Of these, the ones that hold nothing where the recipe needs something; they are sent all the same, so that the run names them. */
  empty: OfferedFile[]
  refused: OfferedFile[]
  takenBytes: number
  kinds: Map<string, number>
}

/** The sheet for files of this computer: what is sent, and what the recipe would not take is not. */
export function ReviewFiles(props: FilesProps) {
  const { offer, recipe, out, conflict, onConflict, onPickOut, onRun, onClose } = props
  const { t, n, format } = useTexts()
  const known = useAnswer('step.list', {}).value?.steps
  const sorted = useMemo(
    () => sortOut(offer.files, { recipe: recipe.recipe, known }),
    [offer.files, recipe.recipe, known],
  )
  const { taken, takenBytes, refused, empty } = sorted
  const willRun = taken.length - empty.length
  const run = () =>
    onRun({ offer: { ...offer, files: taken }, recipe, out, conflict, again: false, leftOut: refused.length })
  return (
    <>
      <div className="dlg-b col g4">
        <ReviewHead
          recipe={recipe}
          title={t('review.title', { recipe: recipe.row.title, ...n(taken.length) })}
          from={t('review.from', { size: format.bytes(takenBytes), name: shown(offer.title) })}
        />
        <Lines {...props} sorted={sorted} onPickOut={onPickOut} conflict={conflict} onConflict={onConflict} />
        <StraightAway />
      </div>
      <RunFoot
        note={willRun === 0 ? t('review.nothing') : ''}
        text={willRun === 0 ? t('review.uploadNone') : t('review.upload', n(willRun))}
        off={willRun === 0 || out === ''}
        onRun={run}
        onClose={onClose}
      />
    </>
  )
}

type LinesProps = FilesProps & { sorted: Sorted }

function Lines({ sorted, ...props }: LinesProps) {
  const { t, n } = useTexts()
  const host = useHost()
  const kinds = useKinds()
  const { offer } = props
  return (
    <div className="list sm">
      <Line what={t('review.willRun', n(sorted.taken.length - sorted.empty.length))} why={kinds(sorted.kinds)} />
      <ListedFiles
        what={t('review.empty', n(sorted.empty.length))}
        files={sorted.empty.slice(0, listedMost).map((file) => asPlanned(file, 'fault'))}
        state="fault"
        count={sorted.empty.length}
      />
      <ListedFiles
        what={t('review.notRead', n(sorted.refused.length))}
        why={t('review.notReadWhy')}
        files={sorted.refused.slice(0, listedMost).map((file) => asPlanned(file, 'skip'))}
        state="skip"
        count={sorted.refused.length}
      />
      {offer.unreadable > 0 ? <Line look="warn" what={t('upload.unreadable', n(offer.unreadable))} /> : null}
      <ResultLines {...props} sorted={sorted} />
      <Line what={t('review.originals')} why={t('review.originalsUpload', { host })}>
        <Icon name="shield" size="s" />
      </Line>
    </div>
  )
}

/** Where the results would be, under which names. */
function ResultLines({ recipe, out, conflict, sorted, onConflict, onPickOut }: LinesProps) {
  const { t } = useTexts()
  const mode = conflictOf({ conflict, recipe })
  const named = useNamesLike(recipe.recipe, sorted.taken[0])
  const room = useAnswer('place.list', out === '' ? null : { path: folderAround(out), limit: 1 }).value
  if (recipe.recipe?.originals.act === 'replace')
    return <Line what={t('review.inPlaceUpload')} why={t('review.inPlaceUploadWhy')} />
  return (
    <>
      <PlaceLine out={out} why={named === '' ? '' : namedText(named, t)} onPickOut={onPickOut} />
      <Line what={t('review.mode')} why={t(`review.clash.${mode}`)}>
        <ConflictChoice value={mode} onChange={onConflict} />
      </Line>
      {room ? (
        <RoomLine
          what={t('review.room', { folder: nameOf(folderAround(out)) })}
          needBytes={sorted.takenBytes}
          freeBytes={room.freeBytes}
        />
      ) : null}
    </>
  )
}

/** What the results of a file would be called, as far as it is known before. */
function useNamesLike(recipe: Recipe | null, offered: OfferedFile | undefined): string {
  const descriptors = useAnswer('step.list', {}).value?.steps
  if (!recipe || !descriptors) return ''
  const known = new Map(descriptors.map((step) => [step.name, step]))
  const { stem, extension } = splitName(offered?.path.split('/').at(-1) ?? '')
  const names = recipe.outputs.map((output) => {
    const ending = endingLike([...recipe.steps, ...output.steps], extension, known)
    return output.name.replaceAll('{stem}', () => stem || '{stem}') + ending
  })
  return names.join(', ')
}

interface SortingBy {
  recipe: Recipe | null
  known: readonly StepDescriptor[] | undefined
}

/** As far as can be told before they are sent. */
function sortOut(files: readonly OfferedFile[], { recipe, known = [] }: SortingBy): Sorted {
  const sorted: Sorted = { taken: [], empty: [], refused: [], takenBytes: 0, kinds: new Map() }
  const needs = recipe !== null && needsContent(recipe, known)
  for (const offered of files) {
    const { path, file } = offered
    if (recipe && !mayTake(recipe, path, file.type)) {
      sorted.refused.push(offered)
      continue
    }
    sorted.taken.push(offered)
    sorted.takenBytes += file.size
    if (needs && file.size === 0) {
      sorted.empty.push(offered)
      continue
    }
    const kind = formatOf(path)
    sorted.kinds.set(kind, (sorted.kinds.get(kind) ?? 0) + 1)
  }
  return sorted
}

function asPlanned({ path }: OfferedFile, state: PlannedFile['state']): PlannedFile {
  return { path, targets: [], note: '', state }
}
