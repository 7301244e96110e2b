import { copying, picturing } from './kit/batch.ts'
import { testFaultPoints } from './kit/fault-points.ts'

testFaultPoints({
  copies: {
    kind: copying,
    modes: ['kill', 'killafter', 'killall', 'short', 'ENOSPC', 'EIO', 'EACCES', 'EXDEV'],
  },
  pictures: { kind: picturing, modes: ['kill', 'killall', 'ENOSPC', 'EIO'] },
})
