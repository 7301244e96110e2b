import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'

/** Shows the parts of a file that was split, or the files it was gathered with. */
export function PartsOpener({ path, open, onOpen }: { path: string; open: boolean; onOpen: (open: boolean) => void }) {
  const { t } = useTexts()
  return (
    <button
      type="button"
      className="ib sm opn"
      tabIndex={-1}
      aria-expanded={open}
      aria-label={t('run.partsOf', { name: nameOf(path) })}
      onClick={(event) => {
        event.stopPropagation()
        onOpen(!open)
      }}
    >
      <Icon name={open ? 'down' : 'right'} size="s" />
    </button>
  )
}
