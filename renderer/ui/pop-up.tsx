import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { Icon } from './icon.tsx'

/** One of several, shown when asked for. */
export function PopUp<K extends string>({
  label,
  options,
  value,
  onChange,
  className = 'btn sm pop',
}: {
  label: string
  options: readonly (readonly [key: K, text: string])[]
  value: K
  onChange: (key: K) => void
  className?: string
}) {
  return (
    <Select aria-label={label} value={value} onChange={(key) => onChange(key as K)}>
      <Button className={className}>
        <SelectValue className="cut">{({ selectedText }) => selectedText}</SelectValue>
        <Icon name="updn" size="s" />
      </Button>
      <Popover className="menu" placement="bottom end" offset={4}>
        <ListBox className="menu-l">
          {options.map(([key, text]) => (
            <ListBoxItem key={key} id={key} className="menu-i" textValue={text}>
              <span className="cut">{text}</span>
              <span className="k">
                <Icon name="check" size="s" />
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
