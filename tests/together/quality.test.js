require('../support/suites').together('quality');
