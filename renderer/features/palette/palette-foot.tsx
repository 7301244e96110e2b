import { useTexts } from '../../texts/use-texts.ts'

interface FootProps {
  /** Keys besides the arrows, with what each does; the first is there in narrow windows too. */
  keys: readonly (readonly [key: string, text: string])[]
  /** How many there are, and how many of them are shown. */
  counts: string
}

/** What the keys of a palette do, and how much of it is shown. */
export function PaletteFoot({ keys, counts }: FootProps) {
  const { t } = useTexts()
  return (
    <div className="pal-f">
      <span>
        <kbd>↑</kbd>
        <kbd>↓</kbd> {t('palette.move')}
      </span>
      {keys.map(([key, text], at) => (
        <span key={key} {...(at > 0 && { className: 'hide-n' })}>
          <kbd>{key}</kbd> {text}
        </span>
      ))}
      <span className="grow" />
      <span>{counts}</span>
    </div>
  )
}
