import { Icon, type IconName } from './icon.tsx'

/** A drawing on a plate: what kind of thing a line or a card is about. */
export function Glyph({
  name,
  look = 'plain',
  size,
}: {
  name: IconName
  look?: 'plain' | 'accent'
  size?: 'small' | 'medium' | 'large'
}) {
  const classes = ['glyph', look === 'accent' ? 'acc' : '', size ?? ''].filter(Boolean).join(' ')
  return (
    <span className={classes}>
      <Icon
        name={name}
        {...(size === 'large' || size === 'medium' ? { size: 'l' } : size === 'small' ? { size: 's' } : {})}
      />
    </span>
  )
}
