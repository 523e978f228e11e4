require('../support/suites').together('agreement');
