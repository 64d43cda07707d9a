import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createOutputGatherer } from '../../src/transports/output-gatherer.ts';

describe('createOutputGatherer', () => {
  it('keeps both streams apart, to the byte', () => {
    const gatherer = createOutputGatherer(100, () => {});
    gatherer.add('stdout', Buffer.from([0, 255]));
    gatherer.add('stderr', Buffer.from('warning'));
    gatherer.add('stdout', Buffer.from('x'));
    expect(gatherer.finish('exit')).toEqual({ end: 'exit', stdout: Buffer.from([0, 255, 120]), stderr: Buffer.from('warning') });
  });

  it('tells once that more came than fits, and keeps exactly what fitted', () => {
    const chunk = fc.tuple(fc.constantFrom('stdout' as const, 'stderr' as const), fc.uint8Array({ maxLength: 20 }));
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 20 }), fc.integer({ min: 0, max: 100 }), (chunks, cap) => {
        const full = vi.fn();
        const gatherer = createOutputGatherer(cap, full);
        for (const [stream, bytes] of chunks) gatherer.add(stream, Buffer.from(bytes));
        const { stdout, stderr } = gatherer.finish('exit');
        const total = chunks.reduce((sum, [, bytes]) => sum + bytes.length, 0);
        expect(stdout.length + stderr.length).toBe(Math.min(total, cap));
        expect(full).toHaveBeenCalledTimes(total > cap ? 1 : 0);
        const whole = Buffer.concat(chunks.filter(([stream]) => stream === 'stdout').map(([, bytes]) => bytes));
        expect(whole.subarray(0, stdout.length).equals(stdout)).toBe(true);
      }),
    );
  });
});
