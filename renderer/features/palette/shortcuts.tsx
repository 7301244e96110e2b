import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { Button } from '../../ui/button.tsx'
import { useTexts } from '../../texts/use-texts.ts'

/** Keys side by side: either one. */
const groups = [
  [
    [
      'anywhere',
      [
        ['commands', 'Ctrl K'],
        ['addFiles', 'Ctrl O'],
        ['addFolder', 'Ctrl Shift O'],
        ['paste', 'Ctrl V'],
        ['sections', 'Ctrl 1–3'],
        ['settings', 'Ctrl ,'],
        ['pane', 'F6'],
        ['shortcuts', '?'],
      ],
    ],
    ['batch', [['pause', 'Space']]],
  ],
  [
    [
      'list',
      [
        ['move', '↑', '↓'],
        ['more', 'Shift ↑', 'Shift ↓'],
        ['all', 'Ctrl A'],
        ['ends', 'Home', 'End'],
        ['explain', '→'],
        ['closeIt', '←'],
        ['open', 'Enter'],
        ['retry', 'R'],
        ['cancel', 'Del'],
        ['copyPath', 'Ctrl C'],
        ['copyError', 'E'],
        ['menu', 'Shift F10'],
        ['filters', '1–8'],
        ['search', 'Ctrl F'],
        ['details', 'I'],
      ],
    ],
  ],
  [
    [
      'compare',
      [
        ['byOne', '←', '→'],
        ['byTen', 'Shift ←', 'Shift →'],
        ['ends2', 'Home', 'End'],
      ],
    ],
    [
      'dialog',
      [
        ['marked', 'Enter'],
        ['close', 'Esc'],
      ],
    ],
  ],
] as const

/** What the keys do, where. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  return (
    <Dialog widthPx={820} onClose={onClose}>
      <div className="dlg-b">
        <DialogTitle>{t('palette.shortcutsTitle')}</DialogTitle>
        <div className="ks">
          {groups.map((column, nth) => (
            <div className="col g4" key={nth}>
              {column.map(([where, keys]) => (
                <section key={where}>
                  <h3 className="h3">{t(`palette.where.${where}`)}</h3>
                  <dl>
                    {keys.map(([what, ...either]) => (
                      <div key={what}>
                        <dt>{t(`palette.keys.${what}`)}</dt>
                        <dd>
                          {either.map((key) => (
                            <kbd key={key}>{key}</kbd>
                          ))}
                        </dd>
                      </div>
                    ))}
                  </dl>
                </section>
              ))}
            </div>
          ))}
        </div>
      </div>
      <DialogFoot note={t('palette.mac')}>
        <Button autoFocus onClick={onClose}>
          {t('frame.close')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
