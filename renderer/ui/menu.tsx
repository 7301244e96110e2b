import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Pressable, Separator } from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'

/** A line of a menu. One that cannot apply now is off, never hidden. */
export interface MenuAction {
  id: string
  icon: IconName
  text: string
  keys?: string
  off?: boolean
  look?: 'bad'
  run: () => void
}

/** A menu of actions, `null` draws a line between groups. */
export function MenuButton({
  label,
  actions,
  children,
}: {
  label: string
  actions: readonly (MenuAction | null)[]
  children: ReactNode
}) {
  return (
    <MenuTrigger>
      <Pressable>{children as never}</Pressable>
      <Popover className="menu" placement="bottom end" offset={4}>
        <Actions label={label} actions={actions} />
      </Popover>
    </MenuTrigger>
  )
}

export function Actions({ label, actions }: { label: string; actions: readonly (MenuAction | null)[] }) {
  const byId = new Map(actions.flatMap((action) => (action ? [[action.id, action] as const] : [])))
  return (
    <AriaMenu
      aria-label={label}
      className="menu-l"
      disabledKeys={[...byId.values()].flatMap(({ id, off }) => (off ? [id] : []))}
      onAction={(key) => byId.get(String(key))?.run()}
    >
      {actions.map((action, nth) =>
        action ? <Line key={action.id} action={action} /> : <Separator key={`line ${nth}`} className="menu-s" />,
      )}
    </AriaMenu>
  )
}

function Line({ action: { id, icon, text, keys, look } }: { action: MenuAction }) {
  return (
    <MenuItem id={id} textValue={text} className={look ? `menu-i ${look}` : 'menu-i'}>
      <Icon name={icon} />
      <span className="cut">{text}</span>
      {keys ? <span className="k">{keys}</span> : null}
    </MenuItem>
  )
}
