import { useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import type { PreviewAnswer, PreviewResult } from '../../../contract/preview-commands.ts'
import { faultText } from '../../texts/fault-words.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { shortened } from '../../texts/shortened.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { useBackCloses } from '../../ui/use-back-closes.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { PreviewFacts } from './preview-facts.tsx'
import { PreviewPicture } from './preview-picture.tsx'
import { PreviewText } from './preview-text.tsx'
import { ProblemCard } from './problem-card.tsx'
import { SamplePicker } from './sample-picker.tsx'
import type { Preview } from './use-preview.ts'
import type { SampleChoice } from './use-samples.ts'

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
  useBackCloses({ isOpen: narrow && open, onClose })
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
