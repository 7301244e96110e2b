import { useMemo } from 'react'
import { usePanels } from '../../app/panels.ts'
import { useHost } from '../../app/use-host.ts'
import { useFace } from '../../app/face.ts'
import { prefer } from '../../app/preferences.ts'
import { iconOf, useRecipes } from '../../app/recipes.tsx'
import { useRunDesk } from '../../app/run-desk.ts'
import { goTo } from '../../app/use-route.ts'
import { sections } from '../frame/sidebar.tsx'
import { useMirrorList } from '../../app/use-mirror.ts'
import { usePauseAll } from '../../app/use-pause-all.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { recipeTitle } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { FindGroup } from '../../ui/find-dialog.tsx'
import type { IconName } from '../../ui/icon.tsx'

export interface Command {
  id: string
  icon: IconName
  text: string
  why?: string
  keys?: string
  run: () => void
}

export type CommandGroup = FindGroup<Command>

/** All that can be done from any screen. */
export function useCommands(): CommandGroup[] {
  const { t } = useTexts()
  const recipes = useRecipeCommands()
  const doings = useDoings()
  const batches = useBatchCommands()
  return useMemo(() => {
    const places: Command[] = [
      ...sections.map(
        ({ screen, icon, route }, nth): Command => ({
          id: screen,
          icon,
          text: t(`frame.${screen}`),
          keys: `Ctrl ${nth + 1}`,
          run: () => goTo(route),
        }),
      ),
      { id: 'charts', icon: 'history', text: t('palette.charts'), run: () => goTo({ screen: 'charts' }) },
      { id: 'vault', icon: 'shield', text: t('frame.vault'), run: () => goTo({ screen: 'vault' }) },
      { id: 'workings', icon: 'cpu', text: t('workings.open'), run: () => goTo({ screen: 'workings' }) },
      { id: 'welcome', icon: 'wheel', text: t('welcome.open'), run: () => goTo({ screen: 'welcome' }) },
      {
        id: 'settings',
        icon: 'settings',
        text: t('frame.settings'),
        keys: 'Ctrl ,',
        run: () => goTo({ screen: 'settings' }),
      },
    ]
    return [
      { id: 'batches', title: t('palette.batches'), items: batches },
      { id: 'do', title: t('palette.do'), items: doings },
      { id: 'recipes', title: t('palette.recipes'), items: recipes },
      { id: 'go', title: t('palette.go'), items: places },
    ].filter(({ items }) => items.length > 0)
  }, [t, recipes, doings, batches])
}

function useBatchCommands(): Command[] {
  const titleOf = useBatchTitle()
  const live = useMirrorList(({ batches }) =>
    [...batches.values()].map(({ snapshot }) => JSON.stringify([snapshot.batchId, titleOf(snapshot), snapshot.recipe])),
  )
  return useMemo(
    () =>
      live.map((line) => {
        const [id, title, recipe] = JSON.parse(line) as [string, string, string]
        return {
          id: `batch ${id}`,
          icon: 'runs',
          text: title,
          why: recipeTitle(recipe),
          run: () => goTo({ screen: 'run', batch: id }),
        }
      }),
    [live],
  )
}

function useRecipeCommands(): Command[] {
  const recipes = useRecipes()
  const { chooseRecipe } = useRunDesk()
  return useMemo(
    () =>
      (recipes ?? []).map((known) => ({
        id: `recipe ${known.row.name}`,
        icon: iconOf(known),
        text: known.row.title,
        why: known.row.summary,
        run: () => {
          chooseRecipe(known.row.name)
          goTo({ screen: 'home' })
        },
      })),
    [recipes, chooseRecipe],
  )
}

function useDoings(): Command[] {
  const { t } = useTexts()
  const { signOut } = useFace()
  const host = useHost()
  const { pickFiles, pickFolder, pickPlaces } = useRunDesk()
  const { openShortcuts } = usePanels()
  const pauseAll = usePauseAll()
  return useMemo(
    () => [
      { id: 'files', icon: 'doc', text: t('palette.addFiles'), keys: 'Ctrl O', run: pickFiles },
      { id: 'folder', icon: 'folder', text: t('palette.addFolder'), keys: 'Ctrl Shift O', run: pickFolder },
      { id: 'place', icon: 'globe', text: t('palette.addPlace', { host }), run: pickPlaces },
      { id: 'pause', icon: 'pause', text: t('palette.pauseAll'), keys: 'Ctrl Shift P', run: pauseAll },
      { id: 'shortcuts', icon: 'key', text: t('palette.shortcuts'), keys: '?', run: openShortcuts },
      { id: 'light', icon: 'settings', text: t('palette.light'), run: () => prefer({ appearance: 'light' }) },
      { id: 'dark', icon: 'settings', text: t('palette.dark'), run: () => prefer({ appearance: 'dark' }) },
      { id: 'system', icon: 'settings', text: t('palette.system'), run: () => prefer({ appearance: 'system' }) },
      { id: 'out', icon: 'lock', text: t('palette.signOut'), run: signOut },
    ],
    [t, host, signOut, pickFiles, pickFolder, pickPlaces, pauseAll, openShortcuts],
  )
}
