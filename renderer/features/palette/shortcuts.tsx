import { useState } from 'react'
import { useCopyText } from '../../app/use-copy-text.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { shortcutColumns } from './shortcut-list.ts'

interface Shortcut {
  text: string
  keys: readonly string[]
}

interface Section {
  where: string
  shortcuts: Shortcut[]
}

/** What the keys do, where. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const [search, setSearch] = useState('')
  const columns = useColumns(search)
  const nothing = columns.every((sections) => sections.length === 0)
  return (
    <Dialog widthPx={920} onClose={onClose}>
      <div className="dlg-b row g2 ks-h">
        <DialogTitle>{t('palette.shortcutsTitle')}</DialogTitle>
        <span className="grow" />
        <SearchField label={t('palette.searchShortcuts')} value={search} onChange={setSearch} />
        <IconButton icon="x" label={t('frame.close')} onClick={onClose} />
      </div>
      <div className="ks" role="group" tabIndex={0} aria-label={t('palette.shortcutsTitle')}>
        {nothing ? <p className="t3">{t('palette.nothing', { search })}</p> : null}
        {columns.map((sections, nth) => (
          <div className="col g4" key={nth}>
            {sections.map((section) => (
              <Keys key={section.where} section={section} />
            ))}
          </div>
        ))}
      </div>
      <DialogFoot note={t('palette.mac')}>
        <CopyButton columns={columns} />
      </DialogFoot>
    </Dialog>
  )
}

function Keys({ section: { where, shortcuts } }: { section: Section }) {
  return (
    <section>
      <h3 className="h3">{where}</h3>
      <dl>
        {shortcuts.map(({ text, keys }) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function useColumns(search: string): Section[][] {
  const { t } = useTexts()
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (where: string, { text, keys }: Shortcut) =>
    words.every((word) => `${where} ${text} ${keys.join(' ')}`.toLowerCase().includes(word))
  return shortcutColumns.map((column) =>
    column
      .map(([where, lines]) => {
        const name = t(`palette.where.${where}`)
        const all = lines.map(([what, ...keys]) => ({ text: t(`palette.keys.${what}`), keys }))
        return { where: name, shortcuts: all.filter((shortcut) => fits(name, shortcut)) }
      })
      .filter(({ shortcuts }) => shortcuts.length > 0),
  )
}

function CopyButton({ columns }: { columns: Section[][] }) {
  const { t } = useTexts()
  const copy = useCopyText()
  const lines = columns
    .flat()
    .flatMap(({ where, shortcuts }) => [where, ...shortcuts.map(({ text, keys }) => `${keys.join(', ')}\t${text}`), ''])
  return (
    <Button marked onClick={() => copy(lines.join('\n'))}>
      {t('palette.copyText')}
    </Button>
  )
}
