import { usePanels } from '../../app/panels.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'

/** The way to the commands for those who do not know the key. */
export function CommandButton() {
  const { t } = useTexts()
  const { openCommands } = usePanels()
  return (
    <Button look="quiet" onClick={openCommands} aria-keyshortcuts="Control+K">
      <span className="t3">
        <Icon name="search" size="s" />
      </span>
      {t('frame.command')} <kbd>Ctrl K</kbd>
    </Button>
  )
}
