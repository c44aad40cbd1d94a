// Behaviour every page shares. It listens on the document, so what Blazor renders later needs no set-up.
import { watchKeyboard } from './interop/keyboard';
import { watchPinPads } from './interop/pinPad';
import { watchReconnect } from './interop/reconnect';
import { watchTheme } from './interop/theme';
import { watchTicks } from './interop/ticks';

export { getTheme, setTheme, toggleTheme } from './interop/theme';
export { browserZone } from './interop/zone';
export { watchIdle } from './interop/idle';
export { downloadText, focusFirst, setInert } from './interop/page';

// The page loads this file by a script tag and Blazor imports it, perhaps under another address: start once.
const started = Symbol.for('cryptodashboard.started');
const marks = document as Document & { [started]?: true };
if (!marks[started]) {
  marks[started] = true;
  watchTheme();
  watchKeyboard();
  watchPinPads();
  watchTicks();
  watchReconnect();
}
