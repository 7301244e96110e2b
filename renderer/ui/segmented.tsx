import { Radio, RadioGroup } from 'react-aria-components'

/** One of a few, all seen at once. Arrow keys move the choice. */
export function Segmented<K extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly (readonly [key: K, text: string])[]
  value: K
  onChange: (key: K) => void
}) {
  return (
    <RadioGroup
      className="seg"
      orientation="horizontal"
      aria-label={label}
      value={value}
      onChange={(key) => onChange(key as K)}
    >
      {options.map(([key, text]) => (
        <Radio key={key} value={key} className="seg-o">
          {text}
        </Radio>
      ))}
    </RadioGroup>
  )
}
