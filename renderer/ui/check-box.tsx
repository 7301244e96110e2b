import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components'
import { Icon } from './icon.tsx'

export function CheckBox({
  checked,
  onChange,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}) {
  return (
    <Checkbox className="ck-l row g2 sm t2" isSelected={checked} onChange={onChange}>
      <span className="ck">
        <Icon name="check" />
      </span>
      {children}
    </Checkbox>
  )
}
