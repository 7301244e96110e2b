import { type ReactNode, useEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { localeFor } from '../texts/locale-for.ts'
import { DesktopAsks } from '../features/desktop/desktop-asks.tsx'
import { Frame } from '../features/frame/frame.tsx'
import { Toasts } from '../features/frame/toasts.tsx'
import { DropOverlay } from '../features/home/drop-overlay.tsx'
import { useDrop } from '../features/home/use-drop.ts'
import { Panels } from '../features/palette/panels.tsx'
import { PlacesDialog } from '../features/places/places-dialog.tsx'
import { ImportProvider } from '../features/recipes/recipe-import.tsx'
import { ReviewSheet } from '../features/review/review-sheet.tsx'
import { type Face, FaceContext } from './face.ts'
import { SettingsProvider } from './settings.tsx'
import { WatchesProvider } from './watches.tsx'
import { RecipesProvider } from './recipes.tsx'
import { RunDeskContext } from './run-desk.ts'
import { Uploads } from './uploads.ts'
import { UploadsContext, useUploads } from './use-uploads.ts'
import { StartContext } from './start-context.ts'
import { useMirror } from './use-mirror.ts'
import { type DeskState, useRunDeskState } from './use-run-desk-state.ts'
import { useStartRun } from './use-start-run.ts'
import { StepTitlesProvider } from './use-step-titles.ts'

/** The screens of somebody who is let in. `refused` is told when the session ends. */
export function App({ face, refused }: { face: Face; refused: () => void }) {
  const uploads = useMemo(() => new Uploads(face.uploads, face.mirror), [face])
  return (
    <ControlTexts>
      <FaceContext.Provider value={face}>
        <UploadsContext.Provider value={uploads}>
          <RecipesProvider>
            <StepTitlesProvider>
              <Toasts>
                <SettingsProvider>
                  <Session refused={refused} />
                  <LeaveGuard />
                  <WatchesProvider>
                    <ImportProvider>
                      <Desk />
                    </ImportProvider>
                  </WatchesProvider>
                </SettingsProvider>
              </Toasts>
            </StepTitlesProvider>
          </RecipesProvider>
        </UploadsContext.Provider>
      </FaceContext.Provider>
    </ControlTexts>
  )
}

/** What the controls say by themselves to those who hear the page, in the language of the rest. */
function ControlTexts({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  return <I18nProvider locale={localeFor(i18n.language, [])}>{children}</I18nProvider>
}

function Session({ refused }: { refused: () => void }) {
  const isOut = useMirror(({ connection }) => connection.state === 'refused' && connection.why === 'signed-out')
  useEffect(() => {
    if (isOut) refused()
  }, [isOut, refused])
  return null
}

/** A page that still sends files says so to their server, and asks before it is closed. */
function LeaveGuard() {
  const uploads = useUploads()
  useEffect(() => {
    const kept = uploads.keep()
    const ask = (event: BeforeUnloadEvent) => {
      if (uploads.isSending) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => {
      removeEventListener('beforeunload', ask)
      kept[Symbol.dispose]()
    }
  }, [uploads])
  return null
}

function Desk() {
  const starting = useStartRun()
  const state = useRunDeskState(starting.start)
  return (
    <StartContext.Provider value={starting}>
      <RunDeskContext.Provider value={state.desk}>
        <Panels>
          <Frame />
          <DesktopAsks />
        </Panels>
        <Over state={state} start={starting.start} />
      </RunDeskContext.Provider>
    </StartContext.Provider>
  )
}

/** What lies over the screen while something is dropped, chosen or reviewed. */
function Over({ state, start }: { state: DeskState; start: ReturnType<typeof useStartRun>['start'] }) {
  const over = useDrop(state.drop)
  const { offer, recipe, out, picking, desk, closeReview } = state
  if (over) return <DropOverlay over={over} />
  return (
    <>
      {offer && recipe ? (
        <ReviewSheet
          offer={offer}
          recipe={recipe}
          out={out}
          onPickOut={desk.pickOut}
          onClose={closeReview}
          onRun={(decision) => {
            closeReview()
            start(decision)
          }}
        />
      ) : null}
      {/* Over the sheet, which keeps what was decided on it, and has the focus back where it was. */}
      {picking ? <PlacesDialog want={picking} onChoose={state.onPicked} onClose={state.closePicker} /> : null}
    </>
  )
}
