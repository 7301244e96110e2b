import { useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import type { PreviewAnswer, PreviewResult } from '../../../contract/preview-commands.ts'
import { faultText } from '../../texts/fault-words.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { shortened } from '../../texts/shortened.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { PlacesDialog } from '../places/places-dialog.tsx'
import { useEditing } from './editing.ts'
import { PreviewFacts } from './preview-facts.tsx'
import { PreviewPicture } from './preview-picture.tsx'
import { PreviewText } from './preview-text.tsx'
import type { Preview } from './use-preview.ts'
import type { SampleChoice } from './use-samples.ts'
import { useProblemText } from './use-problem-text.ts'
import { stepField } from './use-save.ts'

/** As many characters as there is room for. */
const nameMost = 34

interface PaneProps {
  preview: Preview
  choice: SampleChoice
  /** In a narrow window the preview is a sheet. */
  open: boolean
  onClose: () => void
  /** Shows the steps, for a problem that is to be mended. */
  onShow: () => void
}

/** What becomes of a sample file: beside the steps, or as a sheet over them. */
export function PreviewPane({ open, onClose, ...inside }: PaneProps) {
  const { t } = useTexts()
  const narrow = useNarrow()
  if (!narrow)
    return (
      <aside className="insp" aria-label={t('recipe.preview')}>
        <Inside {...inside} />
      </aside>
    )
  return (
    <ModalOverlay className="scrim sheet-o" isOpen={open} isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal>
        <Dialog className="sheet pv-s" aria-label={t('recipe.preview')}>
          <div className="col g4 sheet-in">
            <div className="row g2 sheet-h">
              <span className="h3 grow">{t('recipe.preview')}</span>
              <kbd>Esc</kbd>
              <IconButton icon="x" label={t('frame.close')} onClick={onClose} />
            </div>
            <Inside {...inside} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Inside({ preview, choice, onShow }: Omit<PaneProps, 'open' | 'onClose'>) {
  const { t } = useTexts()
  const { answer, fault, refused } = preview
  return (
    <>
      <SamplePicker choice={choice} />
      {fault ? (
        <p className="msg bad" role="alert">
          <Icon name="alert" />
          {faultText(fault)}
        </p>
      ) : null}
      {answer ? <Results answer={answer} preview={preview} /> : null}
      {!answer && !fault && !refused ? <p className="t3 sm">{t('recipe.previewSoon')}</p> : null}
      <ProblemCard onShow={onShow} />
    </>
  )
}

function Results({ answer: { before, results }, preview }: { answer: PreviewAnswer; preview: Preview }) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState('0')
  const { whole, busy, refused } = preview
  const result = results[Number(chosen)] ?? results[0]
  if (!result) return null
  return (
    <>
      {results.length > 1 ? (
        <PopUp
          className="field pop"
          label={t('recipe.result')}
          options={results.map(({ name }, nth) => [String(nth), shortened(nameOf(name), nameMost)] as const)}
          value={results[Number(chosen)] ? chosen : '0'}
          onChange={setChosen}
        />
      ) : null}
      <div className={busy || refused ? 'col g4 is-busy' : 'col g4'} aria-busy={busy}>
        <Seen before={before} result={result} />
        <PreviewFacts before={before} result={result} whole={sameIn(whole, result)} ms={whole?.ms} busy={busy} />
      </div>
    </>
  )
}

/** The same result with its true figures. */
function sameIn(whole: Preview['whole'], { branch, name }: PreviewResult): PreviewResult | undefined {
  const of = whole?.results.filter((result) => result.branch === branch) ?? []
  return of.find((result) => result.name === name) ?? of[0]
}

function Seen({ before, result }: { before: NonNullable<Preview['answer']>['before']; result: PreviewResult }) {
  if (before.picture !== null || result.picture !== null) return <PreviewPicture before={before} result={result} />
  if (before.excerpt !== null || result.excerpt !== null) return <PreviewText before={before} result={result} />
  return null
}

function SamplePicker({ choice }: { choice: SampleChoice }) {
  const { t } = useTexts()
  const [choosing, setChoosing] = useState(false)
  const chosen = ([path]: string[]) => {
    setChoosing(false)
    if (path !== undefined) choice.add(path)
  }
  return (
    <div className="row g2">
      <PopUp
        className="field pop pv-p"
        label={t('recipe.sample')}
        options={choice.samples.map(
          ({ sample, name, builtIn }) => [sample, builtIn ? t('recipe.sampleBuiltIn', { name }) : shown(name)] as const,
        )}
        value={choice.sample ?? ''}
        onChange={choice.choose}
      />
      <IconButton icon="folder" label={t('recipe.otherSample')} onClick={() => setChoosing(true)} />
      {choosing ? <PlacesDialog want="sources" onChoose={chosen} onClose={() => setChoosing(false)} /> : null}
    </div>
  )
}

function ProblemCard({ onShow }: { onShow: () => void }) {
  const { t, n } = useTexts()
  const { editor, select } = useEditing()
  const textOf = useProblemText()
  if (editor.problems.length === 0) return null
  const show = (field: string) => {
    onShow()
    select(stepField(field))
  }
  return (
    <div className="card pv-bad">
      <p className="msg bad med">
        <Icon name="alert" />
        {t('recipe.toFix', n(editor.problems.length))}
      </p>
      {editor.problems.slice(0, 3).map((problem, nth) => (
        <Button key={nth} look="accent" size="small" className="pv-l" onClick={() => show(problem.field)}>
          {textOf(problem)}
        </Button>
      ))}
    </div>
  )
}
