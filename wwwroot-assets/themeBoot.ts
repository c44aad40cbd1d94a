// Loaded by a plain <script> in the head, before the first paint: a light desk must not flash dark.
import { applyTheme, storedTheme } from './interop/theme';

applyTheme(storedTheme());
