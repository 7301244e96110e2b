import { type ReactNode, useState } from 'react'
import type { RecipeLook, RecipeRequest } from '../../../contract/recipe-commands.ts'
import type { Recipe, RecipeStep } from '../../../contract/recipe.ts'
import { usePicks } from '../../app/use-picks.ts'
import { useStepTitles } from '../../app/use-step-titles.ts'
import { saidPlainly } from '../../texts/said.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { Switch } from '../../ui/switch.tsx'

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

/** What it takes and what it does to it, its steps by name when asked for. */
export function Steps({ recipe }: { recipe: Recipe }) {
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

/** What becomes of the originals. */
export function Saves({ recipe }: { recipe: Recipe }) {
  const { t } = useTexts()
  const { originals } = recipe
  const act = usePicks(recipe) ? 'picked' : originals.act
  const folder = originals.act === 'move' ? shown(originals.folder) : ''
  return <Line label={t('recipeImport.saves')} why={<p>{t(`recipeImport.originals.${act}`, { folder })}</p>} />
}

interface RequestProps {
  request: RecipeRequest
  on: boolean
  onChange: (id: string, on: boolean) => void
}

/** Something a recipe may do only where a person says so: run a program, reach a path, know a secret. */
export function Request({ request: { id, kind, step, words }, on, onChange }: RequestProps) {
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

/** There is a recipe of this name already: keep both, or put this one in its place. */
export function Taken({
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

/** Why it cannot be taken in, line by line. */
export function Problems({ look: { problems } }: { look: RecipeLook }) {
  const { t, n } = useTexts()
  const why = (
    <ul className="imp-s">
      {problems.map(({ line, message }, nth) => (
        <li key={nth}>{t('recipeImport.place', { line, message: saidPlainly(message) })}</li>
      ))}
    </ul>
  )
  return <Line label={t('recipeImport.problems', n(problems.length))} look="warn" why={why} />
}
