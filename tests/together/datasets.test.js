require('../support/suites').together('datasets');
