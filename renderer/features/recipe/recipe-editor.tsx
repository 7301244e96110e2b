import { useMemo, useState } from 'react'
import { type DraftPath, fieldOf } from '../../../contract/recipe-draft.ts'
import type { RecipeRow } from '../../../contract/recipe-commands.ts'
import type { StepDescriptor } from '../../../contract/step.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { EditingContext, type Editing } from './editing.ts'
import { useFacts } from './facts.ts'
import { PreviewedContext } from './previewed.ts'
import { PreviewPane } from './preview-pane.tsx'
import { RecipeBar } from './recipe-bar.tsx'
import { StepPalette } from './step-palette.tsx'
import { StepsPane } from './steps-pane.tsx'
import { TextPane } from './text-pane.tsx'
import { useEditor } from './use-editor.ts'
import { usePreview } from './use-preview.ts'
import { useSamples } from './use-samples.ts'
import { useEditorKeys } from './use-editor-keys.ts'
import { useFocusOnAdded } from './use-focus-on-added.ts'

interface EditorProps {
  name: string | null
  saved: string
  row: RecipeRow | undefined
  /** It was saved under another name than it had, or for the first time. */
  onNamed: (name: string) => void
}

const noSteps: readonly StepDescriptor[] = []

/** Steps or text at the left, what becomes of a sample file at the right. */
export function RecipeEditor({ name, saved, row, onNamed }: EditorProps) {
  const { t } = useTexts()
  const editor = useEditor({ name, saved })
  const descriptors = useAnswer('step.list', {}).value?.steps ?? noSteps
  const [selected, select] = useState('')
  const [adding, setAdding] = useState<{ list: DraftPath; at: number } | null>(null)
  const [asText, setAsText] = useState(false)
  const [previewing, setPreviewing] = useState(false)
  const steps = useMemo(() => new Map(descriptors.map((step) => [step.name, step])), [descriptors])
  const facts = useFacts(descriptors)
  const addStep = (list: DraftPath, at: number) => setAdding({ list, at })
  const editing: Editing = { editor, steps, selected, select, addStep, facts, onNamed }
  const accepts = useMemo(() => acceptsOf(editor.draft?.fields['accepts']), [editor.draft])
  const choice = useSamples(accepts)
  const preview = usePreview(editor.text, choice.sample)
  const previewed = useMemo(() => ({ answer: preview.answer, sample: choice.sample }), [preview.answer, choice.sample])
  const onKeyDown = useEditorKeys(editing, choice)
  const focusOnAdded = useFocusOnAdded({ isAdding: adding !== null })
  return (
    <EditingContext.Provider value={editing}>
      <PreviewedContext.Provider value={previewed}>
        <RecipeBar row={row} asText={asText} onAsText={setAsText} onPreview={() => setPreviewing(true)} />
        <div className="split re-split" onKeyDown={onKeyDown}>
          <div className="re-l" role="region" aria-label={asText ? t('recipe.text') : t('recipe.steps')}>
            {asText ? <TextPane /> : <StepsPane onText={() => setAsText(true)} />}
          </div>
          <PreviewPane
            preview={preview}
            choice={choice}
            open={previewing}
            onClose={() => setPreviewing(false)}
            onShow={() => setAsText(false)}
          />
        </div>
        {adding ? (
          <StepPalette
            list={adding.list}
            at={adding.at}
            onClose={() => setAdding(null)}
            onAdded={(path) => {
              select(fieldOf(path))
              focusOnAdded()
            }}
          />
        ) : null}
      </PreviewedContext.Provider>
    </EditingContext.Provider>
  )
}

/** What the recipe takes, as it is written. */
function acceptsOf(accepts: unknown): string[] {
  return Array.isArray(accepts)
    ? accepts.map((entry) =>
        typedText(typeof entry === 'string' ? entry : (entry as { match?: unknown } | null)?.match),
      )
    : []
}
