import { type Pace, watchPace } from '../../src/api/catalogue/handlers/pace';

let slow: jest.Mock;
let pace: Pace;
beforeEach(() => {
  jest.useFakeTimers();
  slow = jest.fn();
  pace = watchPace(slow);
});
afterEach(() => {
  pace.stop();
  jest.useRealTimers();
});

/** Reads for a while, some each second. */
function read(seconds: number, bytesEach: number): void {
  for (let second = 0; second < seconds; second += 1) {
    jest.advanceTimersByTime(1000);
    if (bytesEach > 0) pace.passed(bytesEach);
  }
}

const MBIT = 128 * 1024;

describe('a reader of an export', () => {
  it('that takes nothing is let go after half a minute, once', () => {
    read(30, 0);
    expect(slow).not.toHaveBeenCalled();
    read(60, 0);
    expect(slow).toHaveBeenCalledTimes(1);
  });

  it('that takes a little now and then is let go all the same', () => {
    read(60, 100);
    expect(slow).not.toHaveBeenCalled();
    read(30, 100);
    expect(slow).toHaveBeenCalledTimes(1);
  });

  it('may begin slowly, and take as long as its line needs', () => {
    read(55, 1);
    read(3600, MBIT);
    expect(slow).not.toHaveBeenCalled();
  });

  it('that has ended is not watched', () => {
    pace.stop();
    read(300, 0);
    expect(slow).not.toHaveBeenCalled();
  });
});
