import { createContext, type ReactNode, useContext } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { PopUp } from '../../ui/pop-up.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Switch } from '../../ui/switch.tsx'
import type { PartId } from './settings.tsx'

/** What is looked for, in small letters; empty shows all. */
export const SearchContext = createContext('')

/** A group of settings; one in which nothing is found is not shown. */
export function Part({ id, children }: { id: PartId; children: ReactNode }) {
  const { t } = useTexts()
  return (
    <section data-part={id} aria-label={t(`settings.${id}`)}>
      <h2>{t(`settings.${id}`)}</h2>
      <div className="list">{children}</div>
    </section>
  )
}

interface SettingProps {
  label: string
  why?: string
  children?: ReactNode
}

/** One line: what is set, what it does, and the control. */
export function Setting({ label, why = '', children }: SettingProps) {
  const search = useContext(SearchContext)
  if (!`${label} ${why}`.toLowerCase().includes(search)) return null
  return (
    <div className="sr">
      <div>
        <span className="lbl">{label}</span>
        {why ? <p>{why}</p> : null}
      </div>
      {children}
    </div>
  )
}

export function SwitchSetting({
  label,
  why = '',
  on,
  onChange,
}: Omit<SettingProps, 'children'> & { on: boolean | undefined; onChange: (on: boolean) => void }) {
  return (
    <Setting label={label} why={why}>
      <Switch label={label} on={on === true} disabled={on === undefined} onChange={onChange} />
    </Setting>
  )
}

interface ChoiceProps<K extends string> extends Omit<SettingProps, 'children'> {
  options: readonly (readonly [key: K, text: string])[]
  value: K
  onChange: (key: K) => void
}

export function SegmentedSetting<K extends string>({ label, why = '', ...choice }: ChoiceProps<K>) {
  return (
    <Setting label={label} why={why}>
      <Segmented label={label} {...choice} />
    </Setting>
  )
}

/** One of a few numbers; one that was set elsewhere is offered too. `null` is without limit. */
export function NumberSetting({
  label,
  why = '',
  choices,
  value,
  text,
  onChange,
}: Omit<SettingProps, 'children'> & {
  choices: readonly (number | null)[]
  value: number | null | undefined
  text: (value: number | null) => string
  onChange: (value: number | null) => void
}) {
  const all = value === undefined || choices.includes(value) ? choices : [value, ...choices]
  return (
    <Setting label={label} why={why}>
      <PopUp
        className="field pop set-p"
        label={label}
        options={all.map((choice) => [String(choice), text(choice)] as const)}
        value={String(value)}
        onChange={(key) => onChange(key === 'null' ? null : Number(key))}
      />
    </Setting>
  )
}
