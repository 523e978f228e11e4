/**
 * Takes `__proto__` away from all objects of this process, so that a key of this name in a file or a form is a key and
 * never changes what other objects are. Node does the same for `--disable-proto=delete`; here nobody can forget it.
 * Every entry imports this before anything else.
 */
Reflect.deleteProperty(Object.prototype, '__proto__');
