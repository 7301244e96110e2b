import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { isFocusNowhere } from './is-focus-nowhere.ts'

type Look = 'plain' | 'primary' | 'quiet' | 'danger' | 'quiet-danger' | 'accent'
type Size = 'small' | 'large'

const looks: Record<Look, string> = {
  plain: '',
  primary: 'pri',
  quiet: 'gho',
  danger: 'dan',
  'quiet-danger': 'gho dan-q',
  accent: 'gho acc',
}
const sizes = { small: 'sm', large: 'lg' }

interface ButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  look?: Look
  size?: Size
  icon?: IconName
  /** The one Enter is for: gets the focus as soon as it can be pressed, unless the person is elsewhere by then. */
  marked?: boolean
  children: ReactNode
}

/** A button with words. Says the verb and the number. */
export function Button({ look = 'plain', size, icon, marked = false, className = '', children, ...rest }: ButtonProps) {
  const ref = useRef<HTMLButtonElement>(null)
  const ready = marked && !rest.disabled
  useEffect(() => {
    if (ready && isFocusNowhere()) ref.current?.focus()
  }, [ready])
  const classes = ['btn', looks[look], size ? sizes[size] : '', className].filter(Boolean).join(' ')
  return (
    <button ref={ref} type="button" className={classes} autoFocus={marked} {...rest}>
      {icon ? <Icon name={icon} size="s" /> : null}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  icon: IconName
  /** What it does, for those who do not see the drawing. */
  label: string
  size?: 'small'
}

export function IconButton({ icon, label, size, className = '', ...rest }: IconButtonProps) {
  const classes = ['ib', size ? 'sm' : '', className].filter(Boolean).join(' ')
  return (
    <button type="button" className={classes} aria-label={label} title={label} {...rest}>
      <Icon name={icon} {...(size ? { size: 's' } : {})} />
    </button>
  )
}
