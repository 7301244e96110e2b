import { useMemo, useState } from 'react'
import { ListBoxItem } from 'react-aria-components'
import { useTexts } from '../../texts/use-texts.ts'
import { FindDialog } from '../../ui/find-dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { PaletteFoot } from './palette-foot.tsx'
import { matching } from './matching.ts'
import { type Command, type CommandGroup, useCommands } from './use-commands.ts'

/** Everything that can be done from here, by name. */
export function Commands({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const [search, setSearch] = useState('')
  const groups = useCommands()
  const shownGroups = useMemo(() => matching(groups, search), [groups, search])
  const run = (id: string) => {
    onClose()
    groups
      .flatMap(({ items }) => items)
      .find((command) => command.id === id)
      ?.run()
  }
  return (
    <FindDialog
      label={t('palette.label')}
      placeholder={t('palette.placeholder')}
      search={search}
      onSearch={setSearch}
      groups={shownGroups}
      line={(command) => <Line command={command} />}
      nothing={t('palette.nothing', { search })}
      foot={<Foot shown={count(shownGroups)} total={count(groups)} />}
      onChoose={run}
      onClose={onClose}
    />
  )
}

function Line({ command: { id, icon, text, why, keys } }: { command: Command }) {
  return (
    <ListBoxItem id={id} className="pal-i" textValue={text}>
      <Glyph name={icon} size="small" />
      <span className="grow">
        <b className="cut">{text}</b>
        {why ? <small className="cut">{why}</small> : null}
      </span>
      {keys ? <kbd>{keys}</kbd> : null}
    </ListBoxItem>
  )
}

function Foot({ shown, total }: { shown: number; total: number }) {
  const { t, format } = useTexts()
  const counts = t('palette.shown', { n: format.count(shown), total: format.count(total) })
  return <PaletteFoot keys={[['Enter', t('palette.enter')]]} counts={counts} />
}

function count(groups: readonly CommandGroup[]): number {
  return groups.reduce((sum, { items }) => sum + items.length, 0)
}
