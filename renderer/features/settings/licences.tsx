import { useEffect, useState } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'

/** Whose work Millrace is made with, and on what terms. The text is fetched when it is asked for: it is longer than all else. */
export function Licences({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  useEffect(() => {
    let gone = false
    void import('../../../THIRD-PARTY-NOTICES.md?raw').then(
      ({ default: notices }) => {
        // What the file says of itself to those who edit it.
        if (!gone) setText(notices.replace(/^<!--.*?-->\s*/s, ''))
      },
      () => {},
    )
    return () => {
      gone = true
    }
  }, [])
  return (
    <Dialog widthPx={760} onClose={onClose}>
      <div className="dlg-b col g3">
        <DialogTitle>{t('settings.licences')}</DialogTitle>
        <pre className="set-li" tabIndex={0}>
          {text}
        </pre>
      </div>
      <DialogFoot>
        <Button look="primary" onClick={onClose}>
          {t('frame.close')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
