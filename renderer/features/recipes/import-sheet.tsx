import { type ReactNode, useState } from 'react'
import { Fault } from '../../../contract/fault.ts'
import type { RecipeLook, RecipeRequest } from '../../../contract/recipe-commands.ts'
import type { Recipe, RecipeStep } from '../../../contract/recipe.ts'
import { useFace } from '../../app/face.ts'
import { useReloadRecipes } from '../../app/recipes.tsx'
import { useToast } from '../../app/toasts.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { goTo } from '../../app/use-route.ts'
import { useStepTitles } from '../../app/use-step-titles.ts'
import { faultText } from '../../texts/fault-words.ts'
import { said } from '../../texts/said.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { Switch } from '../../ui/switch.tsx'
import { RecipePicture } from './recipe-picture.tsx'

export interface RecipeFile {
  fileName: string
  text: string
  sizeBytes: number
}

const answerMs = 15_000

/** What a recipe from elsewhere would do and asks for, before it is kept. What nobody allows is kept turned off. */
export function ImportSheet({ file, onClose }: { file: RecipeFile; onClose: () => void }) {
  const { t, format } = useTexts()
  const { text, fileName, sizeBytes } = file
  const look = useAnswer('recipe.look', { text, fileName }).value
  const [allow, setAllow] = useState<readonly string[]>([])
  const [taken, setTaken] = useState<'both' | 'replace'>('both')
  const add = useAdd(file, onClose)
  if (!look) return null
  const toggle = (id: string, on: boolean) =>
    setAllow((before) => (on ? [...before, id] : before.filter((other) => other !== id)))
  return (
    <Dialog widthPx={560} onClose={onClose}>
      <div className="dlg-b col g4">
        <div className="row g3">
          {look.recipe ? <RecipePicture recipe={look.recipe} /> : <Glyph name="recipe" look="accent" />}
          <div className="grow">
            <DialogTitle>{t('recipeImport.title', { title: look.title })}</DialogTitle>
            <p className="t2 sm">{t('recipeImport.from', { file: nameOf(fileName), size: format.bytes(sizeBytes) })}</p>
          </div>
        </div>
        <div className="list sm imp">
          {look.recipe ? <Steps recipe={look.recipe} /> : <Problems look={look} />}
          {look.recipe ? <Saves recipe={look.recipe} /> : null}
          {look.requests.map((request) => (
            <Request key={request.id} request={request} on={allow.includes(request.id)} onChange={toggle} />
          ))}
          {look.recipe && look.taken ? <Taken look={look} value={taken} onChange={setTaken} /> : null}
        </div>
      </div>
      <DialogFoot note={t('recipeImport.note')}>
        <Button onClick={onClose}>{t('frame.cancel')}</Button>
        <Button
          look="primary"
          autoFocus={look.recipe !== null}
          disabled={look.recipe === null}
          onClick={() => add({ allow: [...allow], taken })}
        >
          {t('recipeImport.add')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

function useAdd({ text, fileName }: RecipeFile, onClose: () => void) {
  const { t } = useTexts()
  const { link } = useFace()
  const toast = useToast()
  const reload = useReloadRecipes()
  return (choices: { allow: string[]; taken: 'both' | 'replace' }) => {
    const input = { text, fileName, ...choices }
    link.ask('recipe.import', input, { signal: AbortSignal.timeout(answerMs) }).then(
      ({ recipe }) => {
        onClose()
        reload()
        const open = { text: t('recipes.open'), run: () => goTo({ screen: 'recipe', name: recipe.name }) }
        toast({ text: t('recipes.added', { title: recipe.title }), action: open })
      },
      (error: unknown) => toast({ icon: 'alert', text: faultText(Fault.from(error, 'recipe.import')) }),
    )
  }
}

function Line({ label, look, why, children }: { label: string; look?: 'warn'; why: ReactNode; children?: ReactNode }) {
  return (
    <div className="sr">
      <div>
        <span className={look ? `lbl ${look}` : 'lbl'}>{label}</span>
        {why}
      </div>
      {children}
    </div>
  )
}

function Steps({ recipe }: { recipe: Recipe }) {
  const { t, n } = useTexts()
  const titles = useStepTitles()
  const [open, setOpen] = useState(false)
  const names = stepsIn([...recipe.steps, ...recipe.outputs.flatMap(({ steps }) => steps)])
  const takes = recipe.accepts.map(({ match }) => match).join(', ')
  const label = names.length === 0 ? t('recipeImport.noSteps') : t('recipeImport.steps', n(names.length))
  const list = names.map((name) => titles.get(name) ?? name)
  const why = (
    <>
      <p>{takes === '' ? t('recipeImport.takesAll') : t('recipeImport.takes', { what: shown(takes) })}</p>
      {open ? (
        <ol className="imp-s">
          {list.map((title, nth) => (
            <li key={nth}>{title}</li>
          ))}
        </ol>
      ) : null}
    </>
  )
  return (
    <Line label={label} why={why}>
      {names.length > 0 ? (
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('recipeImport.hideSteps') : t('recipeImport.showSteps')}
        </Button>
      ) : null}
    </Line>
  )
}

function stepsIn(steps: readonly RecipeStep[]): string[] {
  return steps.flatMap((step) => (step.kind === 'step' ? [step.call.step] : stepsIn(step.steps)))
}

function Saves({ recipe: { originals } }: { recipe: Recipe }) {
  const { t } = useTexts()
  const folder = originals.act === 'move' ? shown(originals.folder) : ''
  return (
    <Line label={t('recipeImport.saves')} why={<p>{t(`recipeImport.originals.${originals.act}`, { folder })}</p>} />
  )
}

interface RequestProps {
  request: RecipeRequest
  on: boolean
  onChange: (id: string, on: boolean) => void
}

function Request({ request: { id, kind, step, words }, on, onChange }: RequestProps) {
  const { t } = useTexts()
  const title = useStepTitles().get(step) ?? step
  const [first = ''] = words.map(shown)
  const label =
    kind === 'program'
      ? t('recipeImport.program', { program: first })
      : kind === 'path'
        ? t('recipeImport.path', { path: first })
        : t('recipeImport.secret', { name: first })
  const why = (
    <>
      {kind === 'program' ? (
        <ol className="imp-w">
          {words.map((word, nth) => (
            <li key={nth}>{shown(word)}</li>
          ))}
        </ol>
      ) : null}
      <p>{on ? t('recipeImport.on', { step: title }) : t('recipeImport.off', { step: title })}</p>
    </>
  )
  return (
    <Line label={label} look="warn" why={why}>
      <Switch label={t('recipeImport.allow', { what: label })} on={on} onChange={(next) => onChange(id, next)} />
    </Line>
  )
}

function Taken({
  look,
  value,
  onChange,
}: {
  look: RecipeLook
  value: 'both' | 'replace'
  onChange: (value: 'both' | 'replace') => void
}) {
  const { t, format } = useTexts()
  const { taken, title } = look
  if (!taken) return null
  const why = taken.builtIn
    ? t('recipeImport.takenBuiltIn')
    : t('recipeImport.takenChanged', { date: format.date(taken.changedMs) })
  const options = [
    ['both', t('recipeImport.both')],
    ['replace', t('recipeImport.replace')],
  ] as const
  return (
    <Line label={t('recipeImport.taken', { title })} why={<p>{why}</p>}>
      {taken.builtIn ? null : (
        <PopUp label={t('recipeImport.taken', { title })} options={options} value={value} onChange={onChange} />
      )}
    </Line>
  )
}

function Problems({ look: { problems } }: { look: RecipeLook }) {
  const { t, n } = useTexts()
  const why = (
    <ul className="imp-s">
      {problems.map(({ line, message }, nth) => (
        <li key={nth}>{t('recipeImport.place', { line, message: said(message) })}</li>
      ))}
    </ul>
  )
  return <Line label={t('recipeImport.problems', n(problems.length))} look="warn" why={why} />
}
