import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRoute, printRoute, type Route } from './route.ts'

test('every place has an address, and every address leads back to its place', () => {
  const places: Route[] = [
    { screen: 'home' },
    { screen: 'runs' },
    { screen: 'run', batch: 'a/b#c' },
    { screen: 'run', batch: 'x', filter: 'failed' },
    { screen: 'history', batch: null },
    { screen: 'history', batch: 'x' },
    { screen: 'recipes' },
    { screen: 'recipe', name: 'a/b' },
    { screen: 'recipe', name: null },
    { screen: 'settings' },
    { screen: 'vault' },
    { screen: 'charts' },
    { screen: 'watch' },
    { screen: 'welcome' },
    { screen: 'verify', batch: 'a/b' },
  ]
  for (const place of places) assert.deepEqual(parseRoute(printRoute(place)), place)
})

test('an address that leads nowhere leads home', () => {
  for (const hash of ['', '#', '#/nowhere', '#/%E0%A4%A']) assert.deepEqual(parseRoute(hash), { screen: 'home' })
})
