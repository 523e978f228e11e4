require('../support/suites').together('bin');
