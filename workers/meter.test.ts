import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Meter } from './meter.ts'

const nothing = async (): Promise<void> => {}

test('what a step had noted down and is done late is its time, once', async () => {
  const meter = new Meter(4, () => {})
  await meter.stage('read', nothing)
  await meter.stage('image.convert', nothing)
  await meter.late('image.convert', nothing)
  await meter.late('image.convert', nothing)
  assert.deepEqual(
    meter.timings.map(({ step }) => step),
    ['read', 'image.convert'],
  )
})

test('late work of a step that was passed over has a time all the same', async () => {
  const meter = new Meter(3, () => {})
  await meter.stage('read', nothing)
  meter.skip('image.resize')
  await meter.late('image.resize', nothing)
  assert.deepEqual(
    meter.timings.map(({ step }) => step),
    ['read', 'image.resize'],
  )
})

test('the fraction of the whole task never falls, late work or not, and ends at one', async () => {
  const told: number[] = []
  const meter = new Meter(3, (_, fraction) => told.push(fraction))
  await meter.stage('read', async (progress) => progress(0.5))
  await meter.stage('image.convert', nothing)
  await meter.late('image.convert', async (progress) => progress(0.9))
  assert.deepEqual(
    told,
    told.toSorted((a, b) => a - b),
  )
  assert.equal(told.at(-1), 1)
})
